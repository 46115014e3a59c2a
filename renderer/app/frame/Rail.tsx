import { UnstyledButton } from '@mantine/core';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { classes } from '../../design/classes.ts';
import { AREAS } from '../areas.ts';
import { Mark } from './Mark.tsx';
import { UpdateReady } from './UpdateReady.tsx';
import styles from './Rail.module.css';

export interface RailProps {
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  /** Count beside an area: what waits there for this person. */
  readonly counts: Readonly<Partial<Record<(typeof AREAS)[number]['id'], number>>>;
}

/** The areas at the left, by name or, folded, by icon. */
export function Rail({ folded, onFold, counts }: RailProps) {
  const { t } = useTranslation();
  const Fold = folded ? PanelLeftOpen : PanelLeftClose;
  const foldLabel = t(folded ? 'frame.unfoldRail' : 'frame.foldRail');
  return (
    <nav className={classes(styles.rail, folded && styles.folded)} aria-label={t('frame.areas.label')}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.label}>{t('frame.product')}</span>
      </div>
      <ul>
        {AREAS.map(({ id, path, icon: Icon }, index) => (
          <li key={id}>
            <NavLink
              to={path}
              className={({ isActive }) => classes(styles.area, isActive && styles.active)}
              title={`${t(`frame.areas.${id}`)} (Alt+${index + 1})`}
            >
              <Icon size={17} strokeWidth={1.8} aria-hidden />
              <span className={styles.label}>{t(`frame.areas.${id}`)}</span>
              {(counts[id] ?? 0) > 0 ? <span className={styles.count}>{counts[id]}</span> : null}
            </NavLink>
          </li>
        ))}
      </ul>
      <UpdateReady />
      <UnstyledButton className={styles.fold} aria-label={foldLabel} title={foldLabel} onClick={() => onFold(!folded)}>
        <Fold size={16} strokeWidth={1.8} aria-hidden />
      </UnstyledButton>
    </nav>
  );
}
