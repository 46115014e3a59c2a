import { ActionIcon, TextInput } from '@mantine/core';
import { Camera, ScanBarcode } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from './entry.ts';
import type { EntryState } from './entry-state.ts';
import styles from './Entry.module.css';

export interface ScanFieldProps {
  readonly entry: Entry;
  readonly state: EntryState;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Enter on nothing typed. */
  readonly onOpen: () => void;
  readonly onCamera: () => void;
}

/** The one field of an entry: Enter looks up or sets, the arrows choose a line, Delete takes it out, Ctrl+Z puts it back. */
export function ScanField({ entry, state: { ask, content, current, echo }, field, text, onText, onOpen, onCamera }: ScanFieldProps) {
  const { t } = useTranslation();

  function move(step: 1 | -1): void {
    const at = content.lines.findIndex(({ id }) => id === current);
    const next = content.lines[at === -1 ? content.lines.length - 1 : at + step];
    if (next !== undefined) entry.select(next.id);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    const empty = text === '';
    if (event.key === 'Enter') {
      event.preventDefault();
      if (empty) onOpen();
      onText('');
      void entry.type(text);
    } else if (event.key === 'ArrowDown' && echo?.kind === 'choices') {
      event.currentTarget.closest('section')?.querySelector<HTMLElement>('[data-choice]')?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (empty && event.key === 'Delete' && current !== undefined) {
      entry.remove(current);
    } else if (empty && event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      entry.putBack();
    }
  }

  const hasLine = content.lines.some(({ id }) => id === current);
  return (
    <div className={styles.scanRow}>
      <TextInput
        ref={field}
        autoFocus
        size="md"
        className={styles.grow ?? ''}
        classNames={{ input: styles.scan ?? '' }}
        leftSection={<ScanBarcode size={20} aria-hidden />}
        aria-label={t('entry.scan')}
        placeholder={ask === undefined ? t(hasLine ? 'entry.scanNext' : 'entry.scan') : t(`entry.scanAsk.${ask.field}`)}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ActionIcon size={44} aria-label={t('entry.camera.open')} title={`${t('entry.camera.open')} (F9)`} onClick={onCamera}>
        <Camera size={20} aria-hidden />
      </ActionIcon>
    </div>
  );
}
