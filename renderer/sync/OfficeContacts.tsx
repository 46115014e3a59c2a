import { Wifi, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import { useSession } from '../app/session.tsx';
import { useWatermarks } from '../app/watermarks.ts';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { formatQuantity } from '../design/format/quantity.ts';
import { Moment } from '../design/Moment.tsx';
import { Section } from '../design/Page.tsx';
import { Watermark } from '../design/Watermark.tsx';
import styles from './Sync.module.css';

/** Each office: up to when it is known here, what waits there, and when it was last heard of. */
export function OfficeContacts() {
  const { t } = useTranslation();
  const { office } = useSession();
  const rows = useLive('sync.watermarks', {}).value?.rows ?? [];
  const marks = useWatermarks();
  const workstations = new Map((useLive('workstation.list', { limit: 1000 }).value?.rows ?? []).map((row) => [row.id, row]));
  return (
    <Section title={t('sync.offices')} note={t('sync.officesNote')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('stock.columns.office')}</th>
            <th scope="col">{t('sync.knownUpTo')}</th>
            <th scope="col" className={styles.end}>
              {t('sync.waiting')}
            </th>
            <th scope="col">{t('sync.lastContact')}</th>
            <th scope="col">{t('sync.workstation')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const mark = marks.get(row.office);
            return (
              <tr key={row.office}>
                <th scope="row">
                  <OfficeChip code={row.office} own={row.office === office.code} /> {row.name}
                </th>
                <td>{mark === undefined ? null : <Watermark mark={mark} />}</td>
                <td className={styles.end}>{formatQuantity(String(row.waiting))}</td>
                <td>{row.lastContactMs === undefined ? '–' : <Moment ms={row.lastContactMs} />}</td>
                <td>
                  <span className={styles.chips}>
                    {row.workstations.map((workstation) => (
                      <Chip
                        key={workstation.workstation}
                        tone={workstation.connected ? 'good' : 'plain'}
                        icon={workstation.connected ? Wifi : WifiOff}
                        title={t(workstation.connected ? 'sync.connected' : 'sync.away')}
                      >
                        {workstations.get(workstation.workstation)?.letter ?? '?'}
                        <span className="visually-hidden"> {t(workstation.connected ? 'sync.connected' : 'sync.away')}</span>
                      </Chip>
                    ))}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
