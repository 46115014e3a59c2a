/** The count of a transfer under way: kept on this computer while it lasts, gone in the transaction that posts it. */
import { useEffect, useRef, useState } from 'react';
import { useCommand, useOffice } from '../../app/office-context.tsx';
import { readKept, writeKept, type Arrival } from './arrival.ts';

const KIND = 'arrival';
/** So that a burst of scans is one write. */
const KEEP_AFTER_MS = 300;

export interface KeptArrival {
  readonly arrival: Arrival;
  /** False until it is known whether a count was kept. */
  readonly ready: boolean;
  readonly draft: string | undefined;
  set(arrival: Arrival): void;
  /** Forgets the count, here and where it was kept. */
  forget(): void;
}

export function useArrival(transfer: string): KeptArrival {
  const office = useOffice();
  const save = useCommand('draft.save');
  const discard = useCommand('draft.discard');
  const [arrival, setArrival] = useState<Arrival>({});
  const [ready, setReady] = useState(false);
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const waiting = useRef<{ readonly timer: number; readonly write: () => void } | undefined>(undefined);

  useEffect(() => {
    let gone = false;
    void office.call('draft.list', { kind: KIND }).then((result) => {
      if (gone) return;
      for (const { id, content } of result.ok ? result.value.rows : []) {
        const kept = readKept(content, transfer);
        if (kept === undefined) continue;
        setArrival(kept);
        setDraft(id);
        break;
      }
      setReady(true);
    });
    return () => {
      gone = true;
    };
  }, [office, transfer]);

  // Leaving the screen loses nothing.
  useEffect(
    () => () => {
      if (waiting.current === undefined) return;
      window.clearTimeout(waiting.current.timer);
      waiting.current.write();
      waiting.current = undefined;
    },
    [],
  );

  function stopWaiting(): void {
    if (waiting.current !== undefined) window.clearTimeout(waiting.current.timer);
    waiting.current = undefined;
  }

  return {
    arrival,
    ready,
    draft,
    set(next) {
      setArrival(next);
      const id = draft ?? crypto.randomUUID();
      if (draft === undefined) setDraft(id);
      stopWaiting();
      const write = (): void => {
        waiting.current = undefined;
        void save.run({ id, kind: KIND, content: writeKept(transfer, next) });
      };
      waiting.current = { write, timer: window.setTimeout(write, KEEP_AFTER_MS) };
    },
    forget() {
      stopWaiting();
      setArrival({});
      if (draft !== undefined) void discard.run({ id: draft }, { quiet: true });
      setDraft(undefined);
    },
  };
}
