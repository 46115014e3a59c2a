import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What this place is for and how the first thing gets here. */
  readonly hint: string;
  readonly action?: ReactNode;
}

/** An empty place teaches: what belongs here, and how to begin. */
export function EmptyState({ icon: Icon, title, hint, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.icon}>
        <Icon size={22} strokeWidth={1.6} aria-hidden />
      </span>
      <h2>{title}</h2>
      <p>{hint}</p>
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </div>
  );
}
