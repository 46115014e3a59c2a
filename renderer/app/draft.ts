/**
 * A text that is saved when it is left.
 *
 * 1. What is being typed is never replaced by what arrives meanwhile, and nothing typed is lost.
 * 2. Leaving is also to leave the screen by a key, which tells the field nothing before it is gone.
 * 3. It is saved with what was on screen when typing began: a change that arrived since is then seen as made apart.
 */
import { useEffect, useRef, useState } from 'react';

export interface Draft {
  readonly text: string;
  /** The stored value when typing began. */
  readonly base: string;
  readonly save: (text: string) => void;
  /** Given to the office; shown until the stored value moves. */
  readonly saved: boolean;
}

export function shownText(draft: Draft | undefined, value: string): string {
  return draft === undefined || (draft.saved && value !== draft.base) ? value : draft.text;
}

/** @param save saves on top of what is on screen now; kept from the first character on. */
export function typed(draft: Draft | undefined, text: string, value: string, save: (text: string) => void): Draft {
  return draft === undefined || draft.saved ? { text, base: value, save, saved: false } : { ...draft, text };
}

/** @returns what stays of a draft that is left, and whether it is to be saved. */
export function left(draft: Draft | undefined): { readonly draft: Draft | undefined; readonly saves: boolean } {
  if (draft === undefined || draft.saved) return { draft, saves: false };
  return draft.text.trim() === draft.base ? { draft: undefined, saves: false } : { draft: { ...draft, saved: true }, saves: true };
}

export interface DraftField {
  readonly text: string;
  /** Something is typed that is not saved. */
  readonly pending: boolean;
  type(text: string): void;
  leave(): void;
  /** Gives back the stored value. */
  discard(): void;
}

export function useDraft(value: string, save: (text: string) => void): DraftField {
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  useEffect(
    () => () => {
      const unsaved = latest.current;
      if (unsaved !== undefined && left(unsaved).saves) unsaved.save(unsaved.text.trim());
    },
    [],
  );
  return {
    text: shownText(draft, value),
    pending: draft !== undefined && !draft.saved,
    type: (text) => setDraft(typed(draft, text, value, save)),
    leave() {
      const next = left(draft);
      setDraft(next.draft);
      if (next.saves) draft?.save(draft.text.trim());
    },
    discard: () => setDraft(undefined),
  };
}
