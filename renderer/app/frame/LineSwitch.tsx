import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand, useLive } from '../office-context.tsx';
import styles from './TopBar.module.css';

/** Cuts this office's line to the relay, in demonstrations only: the address says `?demo`. */
export function LineSwitch() {
  const { t } = useTranslation();
  const status = useLive('sync.status', {}).value;
  const line = useCommand('sync.line');
  if (!new URLSearchParams(window.location.search).has('demo') || status === undefined || status.state === 'unconfigured') return null;
  const cut = status.cause?.key === 'stopped';
  return (
    <>
      <span className={styles.line} aria-hidden>
        {t(cut ? 'frame.line.off' : 'frame.line.on')}
      </span>
      <Switch
        size="sm"
        checked={!cut}
        disabled={line.running}
        aria-label={t(cut ? 'frame.line.restore' : 'frame.line.cut')}
        title={t(cut ? 'frame.line.restore' : 'frame.line.cut')}
        onChange={(event) => void line.run({ connected: event.currentTarget.checked })}
      />
    </>
  );
}
