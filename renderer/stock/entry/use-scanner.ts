/** Listens for scans on the whole page, wherever the focus is, and keeps their characters out of the field that had it. */
import { useEffect, useRef, type RefObject } from 'react';
import { keepsEarlyKeys, takeEarlyKeys } from '../../app/keyboard/early-keys.ts';
import { createScanDetector } from './scanner.ts';

export interface ScannerTarget {
  readonly field: RefObject<HTMLInputElement | null>;
  /** True while a dialog of this screen is open: scans on it are the entry's too. Other dialogs keep their keys. */
  readonly ownDialog: boolean;
  /** @param before what a person had typed in the scan field and not ended with Enter. */
  readonly onScan: (text: string, before: string) => void;
  readonly onTyped: (text: string) => void;
  readonly setText: (text: string) => void;
}

type Writable = HTMLInputElement | HTMLTextAreaElement;

interface Snapshot {
  readonly element: Writable;
  readonly value: string;
}

function snapshotOf(element: Element | null): Snapshot | undefined {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? { element, value: element.value } : undefined;
}

/** Gives a field its value back in the way that React hears. */
function restore({ element, value }: Snapshot): void {
  if (element.value === value) return;
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}

export function useScanner(target: ScannerTarget): void {
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  });
  useEffect(() => {
    const detector = createScanDetector();
    let before: Snapshot | undefined;

    function scanned(text: string): void {
      const { field, onScan, setText } = latest.current;
      if (before !== undefined) restore(before);
      const typed = before?.element === field.current ? (before?.value ?? '') : '';
      before = undefined;
      if (typed !== '') setText('');
      onScan(text, typed);
    }

    function onKeyDown(event: KeyboardEvent): void {
      // They are the next screen's, which this one is about to give way to.
      if (keepsEarlyKeys()) return;
      const elsewhere = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null && !latest.current.ownDialog;
      if (elsewhere || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) {
        detector.reset();
        return;
      }
      const press = detector.press({ key: event.key, atMs: event.timeStamp });
      if (press.kind === 'start') before = snapshotOf(document.activeElement);
      if (press.kind !== 'scan' && press.kind !== 'echo-of-end') return;
      event.preventDefault();
      event.stopPropagation();
      if (press.kind === 'scan') scanned(press.text);
    }

    /** What was pressed before this screen was there, as if it had been typed into the field. */
    function replay(): void {
      const { field, onTyped, setText } = latest.current;
      let text = '';
      let burstFrom = 0;
      for (const { key, atMs } of takeEarlyKeys()) {
        const press = detector.press({ key, atMs });
        if (press.kind === 'start') burstFrom = text.length;
        if (key.length === 1) text += key;
        else if (key === 'Backspace') text = text.slice(0, -1);
        else if (press.kind === 'scan') {
          latest.current.onScan(press.text, text.slice(0, burstFrom));
          text = '';
        } else if (key === 'Enter') {
          onTyped(text);
          text = '';
        }
      }
      if (text === '') return;
      setText(text);
      // The rest of a burst may still come: then all of it is the scan.
      if (field.current !== null) before = { element: field.current, value: text.slice(0, burstFrom) };
    }

    window.addEventListener('keydown', onKeyDown, true);
    replay();
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
