import { useTranslation } from 'react-i18next';
import { Moment } from '../design/Moment.tsx';
import { Section } from '../design/Page.tsx';
import type { SyncStatus } from '../app/sync-pill.ts';
import styles from './Sync.module.css';

/** What failed its checks and was set aside, with the rule it broke. */
export function Quarantine({ rows }: { readonly rows: SyncStatus['quarantine'] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('sync.quarantine')} note={rows.length === 0 ? t('sync.quarantineEmpty') : t('sync.quarantineHint')}>
      {rows.length === 0 ? null : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('sync.document')}</th>
              <th scope="col">{t('sync.rule')}</th>
              <th scope="col">{t('sync.detail')}</th>
              <th scope="col">{t('sync.origin')}</th>
              <th scope="col">{t('sync.time')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className={styles.document}>
                  {row.name}
                </th>
                <td>{row.rule}</td>
                <td>{row.detail}</td>
                <td>{t(`sync.origins.${row.origin}`)}</td>
                <td>
                  <Moment ms={row.atMs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
