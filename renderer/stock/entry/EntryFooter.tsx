import { Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../design/KeyHint.tsx';
import type { Entry } from './entry.ts';
import type { EntryState } from './entry-state.ts';
import styles from './Entry.module.css';

export interface EntryFooterProps {
  readonly entry: Entry;
  readonly state: EntryState;
  readonly onPutBack: () => void;
  readonly onDiscard: () => void;
  readonly onConfirm: () => void;
}

/** Below the lines: what was taken out and can be put back, whether the draft is safe, and the main action. */
export function EntryFooter({ entry, state: { content, posting, removed, save }, onPutBack, onDiscard, onConfirm }: EntryFooterProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.confirm}>
      {removed === undefined ? null : (
        <span>
          {t('entry.lines.removed', removed)}{' '}
          <Button size="compact-xs" variant="subtle" onClick={onPutBack}>
            {t('entry.lines.putBack')}
          </Button>
        </span>
      )}
      <span className="quiet" role="status">
        {posting ? t('entry.posting') : save === 'none' ? null : t(`entry.saved.${save}`)}
        {save === 'failed' ? <Button size="compact-xs" variant="subtle" onClick={entry.retrySave}>{t('entry.saveRetry')}</Button> : null}
      </span>
      <span className={styles.grow} />
      {content.lines.length === 0 ? null : (
        <Button variant="subtle" color="gray" disabled={posting} leftSection={<Trash2 size={14} aria-hidden />} onClick={onDiscard}>
          {t('entry.discard')}
        </Button>
      )}
      <Button variant="filled" size="sm" disabled={content.lines.every(({ item }) => item === undefined)} loading={posting} rightSection={<KeyHint keys="F8" />} onClick={onConfirm}>
        {t(`entry.kinds.${entry.kind}.confirm`)}
      </Button>
    </div>
  );
}
