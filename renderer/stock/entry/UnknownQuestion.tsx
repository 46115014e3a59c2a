import { Button, Checkbox, TextInput } from '@mantine/core';
import { CircleHelp, PackagePlus } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { useMay } from '../../app/session.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { ItemChoices } from './ItemChoices.tsx';
import type { Entry } from './entry.ts';
import type { EntryLine } from './entry-lines.ts';
import { entryItem, type ItemRow } from './look-up.ts';
import styles from './Entry.module.css';

const CHOICES = 5;

export interface UnknownQuestionProps {
  readonly entry: Entry;
  readonly line: EntryLine;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onNew: () => void;
  /** Back to the scan field. */
  readonly onDone: () => void;
}

/** What a barcode is that nobody knows. It never holds up the scanning: the line is set aside already. */
export function UnknownQuestion({ entry, line, search, onNew, onDone }: UnknownQuestionProps) {
  const { t } = useTranslation();
  const say = useSay();
  const mayBind = useMay('item.update');
  const mayCreate = useMay('item.create');
  const mayPropose = useMay('item.propose');
  const update = useCommand('item.update');
  const [text, setText] = useState('');
  const [bind, setBind] = useState(mayBind);
  const rows = useLive('item.list', text.trim() === '' ? undefined : { text: text.trim(), discontinued: false, limit: CHOICES }).value?.rows;

  async function choose(row: ItemRow): Promise<void> {
    onDone();
    if (bind) {
      const bound = await update.run({ item: row.id, barcode: line.scanned });
      if (bound.ok) say.done(t('entry.unknown.bound', { code: line.scanned, item: `${row.code} ${row.name}` }));
    }
    await entry.name(line.id, entryItem(row));
  }

  return (
    <div className={styles.question} role="group" aria-label={t('entry.unknown.title', { code: line.scanned })}>
      <div className={styles.questionTitle} role="alert">
        <CircleHelp size={18} aria-hidden />
        <strong>{t('entry.unknown.title', { code: line.scanned })}</strong>
        <span className="quiet">{t('entry.unknown.hint')}</span>
      </div>
      <div className={styles.questionRow}>
        <TextInput
          ref={search}
          className={styles.grow ?? ''}
          aria-label={t('entry.unknown.search')}
          placeholder={t('entry.unknown.search')}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              event.currentTarget.closest('[role="group"]')?.querySelector<HTMLElement>('[data-choice]')?.focus();
            }
            const first = rows?.[0];
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || first === undefined) return;
            event.preventDefault();
            void choose(first);
          }}
        />
        {mayCreate || mayPropose ? (
          <Button leftSection={<PackagePlus size={15} aria-hidden />} onClick={onNew}>
            {t(mayCreate ? 'entry.unknown.create' : 'entry.unknown.propose')}
          </Button>
        ) : null}
        <Button rightSection={<KeyHint keys="Esc" />} onClick={onDone}>
          {t('entry.unknown.later')}
        </Button>
      </div>
      {rows === undefined ? null : rows.length === 0 ? <p className="quiet">{t('entry.unknown.none')}</p> : <ItemChoices label={t('entry.pick')} rows={rows} onChoose={(row) => void choose(row)} onLeave={() => search.current?.focus()} />}
      {mayBind ? <Checkbox label={t('entry.unknown.bind')} checked={bind} onChange={(event) => setBind(event.currentTarget.checked)} /> : null}
    </div>
  );
}
