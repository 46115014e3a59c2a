/** The lines of a transfer that arrives: what was sent, and beside it what came good, damaged, refused, and is missing. */
import { Autocomplete, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { plainTyped } from '../../design/format/typed.ts';
import { classes } from '../../design/classes.ts';
import { Chip } from '../../design/Chip.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { Quantity } from '../../design/Quantity.tsx';
import { AMOUNTS, arrivedOf, changed, isAmount, itemIsAbsent, lineKey, missingOf, type Arrival, type TransferLine } from './arrival.ts';
import styles from './Transfer.module.css';

/** Fixed, so that nothing moves while one counts; the name takes what is left. */
const WIDTHS = [['name'], ['lot', 128], ['sent', 92], ['good', 94], ['damaged', 94], ['refused', 94], ['missing', 124], ['reason', 150], ['location', 122]] as const;

export interface ArrivalTableProps {
  readonly lines: readonly TransferLine[];
  readonly arrival: Arrival;
  readonly onChange: (arrival: Arrival) => void;
  /** Key of the line that was scanned last. */
  readonly last: string | undefined;
  readonly locations: readonly string[];
  /** Words of a refusal by the line's key. */
  readonly problem: { readonly key: string; readonly text: string } | undefined;
}

export function ArrivalTable({ lines, arrival, onChange, last, locations, problem }: ArrivalTableProps) {
  const { t } = useTranslation();
  const reasons = [t('places.reasons.broken'), t('places.reasons.wet'), t('places.reasons.wrong'), t('places.reasons.expiring'), t('places.reasons.quality')];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys move between the fields inside
    <table className={classes(styles.lines, styles.fixed)} onKeyDown={moveByKey}>
      <colgroup>
        {WIDTHS.map(([column, width]) => (
          <col key={column} width={width} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th>{t('stock.columns.name')}</th>
          <th>{t('places.lot')}</th>
          <th className={styles.end}>{t('stock.columns.sent')}</th>
          {AMOUNTS.map((amount) => (
            <th key={amount} className={styles.end}>
              {t(`places.${amount}`)}
            </th>
          ))}
          <th className={styles.end}>{t('places.missing')}</th>
          <th>{t('places.reason')}</th>
          <th>{t('stock.columns.location')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const key = lineKey(line);
          const arrived = arrivedOf(arrival, line);
          const name = `${line.itemName}${line.lot === null ? '' : ` ${line.lot}`}`;
          const unwell = arrived.damaged !== '' || arrived.refused !== '';
          const put = (field: 'good' | 'damaged' | 'refused' | 'reason' | 'location') => (value: string) =>
            onChange(changed(arrival, line, { [field]: field === 'reason' || field === 'location' ? value : plainTyped(value) }));
          return (
            <tr key={key} className={classes(key === last && styles.last)} data-line={key}>
              <td className={styles.item}>
                <strong>{line.itemName}</strong>
                <span className="quiet">
                  {line.item} {arrived.counted ? `· ${t('places.counted')}` : ''}
                </span>
                {problem?.key === key ? <span className={styles.problem}>{problem.text}</span> : null}
              </td>
              <td>
                {line.lot ?? <span className="quiet">–</span>}
                {line.expiry === null ? null : <span className={classes('quiet', styles.under)}>{t('places.until', { day: line.expiry })}</span>}
              </td>
              <td className={styles.end}>
                <Quantity value={line.inTransit} unit={line.unit} />
              </td>
              {AMOUNTS.map((amount) => (
                <td key={amount} className={styles.end}>
                  <TextInput
                    w={82}
                    inputMode="decimal"
                    autoComplete="off"
                    data-column={amount}
                    classNames={{ input: styles.amount ?? '' }}
                    aria-label={t('places.amountOf', { amount: t(`places.${amount}`), item: name })}
                    placeholder="0"
                    value={arrived[amount]}
                    error={!isAmount(arrived[amount])}
                    onFocus={(event) => event.currentTarget.select()}
                    onChange={(event) => put(amount)(event.currentTarget.value)}
                  />
                </td>
              ))}
              <td className={styles.end}>
                <Missing line={line} missing={missingOf(line, arrived)} underway={itemIsAbsent(lines, arrival, line.itemId)} />
              </td>
              <td>
                <Autocomplete
                  maw={160}
                  disabled={!unwell}
                  data-column="reason"
                  aria-label={t('places.amountOf', { amount: t('places.reason'), item: name })}
                  placeholder={unwell ? t('places.reasonHint') : ''}
                  data={reasons}
                  value={arrived.reason}
                  onChange={put('reason')}
                />
              </td>
              <td>
                <Autocomplete
                  maw={130}
                  data-column="location"
                  aria-label={t('places.amountOf', { amount: t('stock.columns.location'), item: name })}
                  placeholder={t('stock.mainLocation')}
                  data={locations}
                  limit={20}
                  value={arrived.location}
                  onChange={put('location')}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Missing({ line, missing, underway }: { readonly line: TransferLine; readonly missing: string; readonly underway: boolean }) {
  const { t } = useTranslation();
  if (missing === '0') return <span className="quiet">–</span>;
  if (underway) return <Chip>{t('places.stillUnderway')}</Chip>;
  const over = missing.startsWith('-');
  const amount = formatQuantity(over ? missing.slice(1) : missing);
  return <Chip tone="warn">{t(over ? 'places.overBy' : 'places.shortBy', { quantity: amount, unit: line.unit })}</Chip>;
}

/** Up and down lead to the same column of the next line, Enter on to the next field. */
function moveByKey(event: KeyboardEvent<HTMLTableElement>): void {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
  const { column } = field.dataset;
  const row = field.closest('tr');
  // The lists of reasons and locations have arrows of their own.
  const chooses = field.getAttribute('aria-expanded') === 'true';
  let next: HTMLInputElement | null | undefined;
  if (event.key === 'Enter') {
    const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not(:disabled)')];
    next = fields[fields.indexOf(field) + 1];
  } else if (!chooses && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const beside = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
    next = beside?.querySelector<HTMLInputElement>(`input[data-column="${column ?? ''}"]:not(:disabled)`);
  } else return;
  if (chooses && event.key === 'Enter') return;
  event.preventDefault();
  next?.focus();
}
