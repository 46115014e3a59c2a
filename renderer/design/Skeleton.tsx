import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Skeleton.module.css';

const PATIENCE_MS = 300;

/** True once something has taken longer than a person notices. */
function usePatienceOver(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return over;
}

/** Grey rows in the shape of what loads. Nothing for the first 300 ms. */
export function Skeleton({ rows = 8 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  const over = usePatienceOver();
  return (
    <div className={styles.skeleton} role="status" aria-busy="true">
      <span className="visually-hidden">{t('design.skeleton.loading')}</span>
      {over ? Array.from({ length: rows }, (_, row) => <span key={row} className={styles.bar} data-width={row % 4} />) : null}
    </div>
  );
}
