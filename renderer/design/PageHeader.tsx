import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './PageHeader.module.css';

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** One quiet line under the title: a count, a watermark. */
  readonly note?: ReactNode;
  /** Tabs or views, in the middle. */
  readonly views?: ReactNode;
  /** The page's actions, the main one last. */
  readonly actions?: ReactNode;
}

/** The top of each page: what it is, what is known, what can be done. */
export function PageHeader({ title, note, views, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <h1>{title}</h1>
        {note === undefined ? null : <div className={classes(styles.note, 'quiet')}>{note}</div>}
      </div>
      <div className={styles.views}>{views}</div>
      <div className={styles.actions}>{actions}</div>
    </header>
  );
}
