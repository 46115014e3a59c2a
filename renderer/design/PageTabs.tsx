import { Link } from 'react-router';
import styles from './PageTabs.module.css';

export interface PageTabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly to: string; readonly label: string; readonly current: boolean }[];
}

/** The pages of an area, where there are too many for a switch: links under the page's header. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} className={styles.tab} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
