import { UnstyledButton } from '@mantine/core';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OfficeChip } from '../../design/Chip.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { SyncPill, type PillState } from '../../design/SyncPill.tsx';
import { useSession } from '../session.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { LineSwitch } from './LineSwitch.tsx';
import styles from './TopBar.module.css';

export interface TopBarProps {
  readonly pill: PillState;
  readonly onSearch: () => void;
  readonly onKeys: () => void;
}

export function TopBar({ pill, onSearch, onKeys }: TopBarProps) {
  const { t } = useTranslation();
  const { organisation, office, workstation } = useSession();
  return (
    <header className={styles.bar}>
      <div className={styles.place}>
        <OfficeChip code={office.code} name={office.name} own />
        <span className={styles.office}>{office.name}</span>
        <span className={styles.quiet}>
          {organisation} · {t('frame.workstation', { letter: workstation.letter })}
        </span>
      </div>
      <UnstyledButton className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K">
        <Search size={14} aria-hidden />
        <span>{t('frame.search')}</span>
        <KeyHint keys="Ctrl+K" />
      </UnstyledButton>
      <div className={styles.state}>
        <LineSwitch />
        <SyncPill state={pill} href="#/sync" />
        <PersonMenu onKeys={onKeys} />
      </div>
    </header>
  );
}
