import { Button, Popover, UnstyledButton } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useLive } from '../office-context.tsx';
import styles from './Rail.module.css';

/** A downloaded update, told quietly where everyone sees it; it is installed on leaving the app, or now if asked to. */
export function UpdateReady() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const status = useLive('update.status', {}).value;
  const install = useCommand('update.install');
  if (status?.state !== 'ready' && status?.state !== 'installing') return null;
  const version = status.available ?? '';
  const label = t('frame.updateReady', { version });
  return (
    <Popover opened={opened} onChange={setOpened} position="right-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={styles.update} aria-label={label} title={label} onClick={() => setOpened((before) => !before)}>
          <Download size={16} strokeWidth={1.8} aria-hidden />
          <span className={styles.label}>{label}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <p className="quiet" aria-live="polite">
          {t(`administration.updateStates.${status.state}`, { version, percent: 100 })}
        </p>
        <Button
          fullWidth
          mt="sm"
          variant="filled"
          loading={install.running || status.state === 'installing'}
          leftSection={<Download size={14} aria-hidden />}
          onClick={() => void install.run({})}
        >
          {t('administration.installNow')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
