/** What became of a transfer: each line's parts, the documents it was received by, what goes back, what it made to do. */
import { ActionIcon } from '@mantine/core';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Output } from '../../app/office.ts';
import { usePrint } from '../../app/print/print-context.ts';
import { useSession } from '../../app/session.tsx';
import { Chip } from '../../design/Chip.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { Moment } from '../../design/Moment.tsx';
import { Section } from '../../design/Page.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { classes } from '../../design/classes.ts';
import { lineKey } from './arrival.ts';
import { StateChips } from './StateChips.tsx';
import styles from './Transfer.module.css';

type Transfer = Output<'stock.transferLines'>;

/** @param receiving lines that are on their way stand above, to be received. */
export function TransferOutcome({ transfer, receiving }: { readonly transfer: Transfer; readonly receiving: boolean }) {
  const { t } = useTranslation();
  const print = usePrint();
  const { office } = useSession();
  const lines = receiving ? transfer.lines.filter(({ state }) => state !== 'in-transit') : transfer.lines;
  const names = new Map(transfer.lines.map(({ itemId, itemName, unit }) => [itemId, { itemName, unit }]));
  return (
    <>
      {lines.length === 0 ? null : (
        <Section title={t(receiving ? 'places.alreadyReceived' : 'places.lines')}>
          <table className={styles.lines}>
            <thead>
              <tr>
                <th>{t('stock.columns.name')}</th>
                <th>{t('places.lot')}</th>
                <th className={styles.end}>{t('stock.columns.sent')}</th>
                <th className={styles.end}>{t('places.good')}</th>
                <th className={styles.end}>{t('places.damaged')}</th>
                <th className={styles.end}>{t('places.refused')}</th>
                <th className={styles.end}>{t('places.missing')}</th>
                <th>{t('stock.columns.state')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={lineKey(line)}>
                  <td className={styles.item}>
                    <strong>
                      <Link to={`/stock/item/${line.itemId}`}>{line.itemName}</Link>
                    </strong>
                    <span className="quiet">{line.item}</span>
                  </td>
                  <td>
                    {line.lot ?? <span className="quiet">–</span>}
                    {line.expiry === null ? null : <span className={classes('quiet', styles.under)}>{t('places.until', { day: line.expiry })}</span>}
                  </td>
                  <td className={styles.end}>
                    <Quantity value={line.sent} unit={line.unit} />
                  </td>
                  {(['good', 'damaged', 'refused', 'missing'] as const).map((part) => (
                    <td key={part} className={styles.end}>
                      {line[part] === '0' ? <span className="quiet">–</span> : <Quantity value={line[part]} />}
                    </td>
                  ))}
                  <td>
                    <StateChips state={line.state} damaged={line.damaged} refused={line.refused} good={line.good} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {transfer.exceptions.length === 0 ? null : (
        <Section title={t('places.exceptions')}>
          <ul className={styles.outcome}>
            {transfer.exceptions.map(({ id, kind, item, quantity, settled }) => (
              <li key={id}>
                <Chip tone={settled ? 'plain' : 'warn'}>{t(settled ? 'places.settled' : 'places.open')}</Chip>
                {t(kind === 'transfer-over' ? 'places.overOf' : 'places.shortOf', {
                  item: names.get(item)?.itemName ?? item,
                  quantity: formatQuantity((quantity ?? '0').replace('-', '')),
                  unit: names.get(item)?.unit ?? '',
                })}
                {office.headquarters ? <Link to="/headquarters?view=inbox">{t('places.toInbox')}</Link> : <span className="quiet">{t('places.headquartersSees')}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {transfer.receipts.length === 0 ? null : (
        <Section title={t('places.receipts')}>
          <ul className={styles.outcome}>
            {transfer.receipts.map((receipt) => (
              <li key={`${receipt.office} ${receipt.number}`}>
                <Link className="tabular" to={`/stock/documents/${encodeURIComponent(receipt.number)}`}>
                  {receipt.number}
                </Link>
                <span className="quiet">
                  {receipt.byName} · <Moment ms={receipt.atMs} />
                </span>
                {receipt.reversed ? <Chip tone="warn">{t('places.reversed')}</Chip> : null}
                <ActionIcon size="sm" aria-label={t('print.document', { number: receipt.number })} title={t('print.document', { number: receipt.number })} onClick={() => print({ kind: 'document', number: receipt.number, office: receipt.office })}>
                  <Printer size={14} aria-hidden />
                </ActionIcon>
              </li>
            ))}
            {transfer.sentBack.map((back) => (
              <li key={back}>
                <Link to={`/stock/transfers/${encodeURIComponent(back)}`}>{t('places.sentBack', { office: transfer.from })}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
