import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirmed } from './Confirmed.tsx';
import type { Entry } from './entry.ts';
import { EntryEcho } from './EntryEcho.tsx';
import type { EntryLine } from './entry-lines.ts';
import type { EntryState } from './entry-state.ts';
import { ItemChoices } from './ItemChoices.tsx';
import { entryItem } from './look-up.ts';
import { UnknownQuestion } from './UnknownQuestion.tsx';

export interface LastScanProps {
  readonly entry: Entry;
  readonly state: EntryState;
  /** Code of this office. */
  readonly own: string;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onPrint: (number: string) => void;
  readonly onUndo: (number: string) => void;
  readonly onNew: (line: EntryLine) => void;
  /** Back to the scan field. */
  readonly onDone: () => void;
}

/** What came of the last scan: a line, a choice, a question, or the number of what was confirmed. */
export function LastScan({ entry, state, own, search, onPrint, onUndo, onNew, onDone }: LastScanProps) {
  const { t } = useTranslation();
  const { echo, content, current, confirmed } = state;
  if (echo?.kind === 'confirmed') {
    return <Confirmed document={confirmed.find(({ number }) => number === echo.document.number) ?? echo.document} onPrint={onPrint} onUndo={onUndo} />;
  }
  if (echo?.kind === 'choices') {
    return (
      <ItemChoices
        label={t('entry.pick')}
        rows={echo.rows}
        onLeave={onDone}
        onChoose={(row) => {
          void entry.choose(entryItem(row));
          onDone();
        }}
      />
    );
  }
  const line = content.lines.find(({ id }) => id === current);
  if (line !== undefined && line.item === undefined && echo?.kind !== 'bad' && echo?.kind !== 'no-match') {
    return <UnknownQuestion key={line.id} entry={entry} line={line} search={search} onNew={() => onNew(line)} onDone={onDone} />;
  }
  return <EntryEcho kind={entry.kind} state={state} own={own} />;
}
