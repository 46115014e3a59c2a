import { useId, type ReactNode } from 'react';
import styles from './Page.module.css';

/** A page's column with, beside it, the drawer of what is open. */
export function Page({ children, drawer }: { readonly children: ReactNode; readonly drawer?: ReactNode }) {
  return (
    <>
      <div className={styles.page}>{children}</div>
      {drawer}
    </>
  );
}

/** The scrolling part of a page that is no table. */
export function PageBody({ children }: { readonly children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

/** A titled part of a page or drawer, a landmark by its title. */
export function Section({ title, note, actions, children }: { readonly title: string; readonly note?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }) {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <header className={styles.heading}>
        <h2 id={heading}>{title}</h2>
        {note === undefined ? null : <span className="quiet">{note}</span>}
        <span className={styles.actions}>{actions}</span>
      </header>
      {children}
    </section>
  );
}
