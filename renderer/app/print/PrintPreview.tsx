/**
 * Shows a document as it will be printed, and hands it to the printer. The document lies in a sandboxed frame without
 * scripts; its style sheet is set as an object, so that the page's content security policy needs no exception.
 */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { fontFaces } from './font-faces.ts';
import type { PrintDocument } from './print-document.ts';
import styles from './Print.module.css';

const CSS_PX_PER_MM = 96 / 25.4;
/** Beside the sheet, so that its edge is seen. */
const MARGIN_PX = 48;
const MOST_ZOOM = 3;
const EMPTY = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>';

export interface PrintPreviewProps {
  readonly label: string;
  readonly document: PrintDocument;
  readonly frame: RefObject<HTMLIFrameElement | null>;
}

export function PrintPreview({ label, document: made, frame }: PrintPreviewProps) {
  const [loaded, setLoaded] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = frame.current?.contentWindow as (Window & typeof globalThis) | null | undefined;
    if (!loaded || view === null || view === undefined) return;
    const room = (place.current?.clientWidth ?? 0) - MARGIN_PX;
    show(view, made, Math.min(MOST_ZOOM, room / (made.widthMm * CSS_PX_PER_MM)));
  }, [made, loaded, frame]);
  return (
    <div ref={place} className={styles.preview}>
      <iframe ref={frame} title={label} sandbox="allow-same-origin allow-modals" srcDoc={EMPTY} onLoad={() => setLoaded(true)} />
    </div>
  );
}

function show(view: Window & typeof globalThis, { css, body }: PrintDocument, zoom: number): void {
  const inner = view.document;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(`${fontFaces(window.document)}${css}`);
  inner.adoptedStyleSheets = [sheet];
  inner.body.innerHTML = body;
  inner.documentElement.style.setProperty('--zoom', String(zoom));
}
