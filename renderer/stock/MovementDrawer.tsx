/** A movement beside the list, and its reversal: never edited, only answered by an opposite one. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { FileQuestion, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useForm } from '../app/form.ts';
import type { RowOf } from '../app/office.ts';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useLive } from '../app/office-context.tsx';
import { usePrint } from '../app/print/print-context.ts';
import { useSay } from '../app/say.ts';
import { useMay, useSession } from '../app/session.tsx';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { Drawer } from '../design/Drawer.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { Moment } from '../design/Moment.tsx';
import { Section } from '../design/Page.tsx';
import { formatQuantity } from '../design/format/quantity.ts';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { Trail } from '../design/Trail.tsx';
import { movementTrail } from './movement-trail.ts';
import { DEFAULT_LOCATION } from '#model/stock/default-location.ts';
import { reasonText } from './reason.ts';
import styles from './Stock.module.css';

export function MovementDrawer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const { movement: id = '' } = useParams();
  const rows = useLive('stock.movements', { id, limit: 1 }).value?.rows;
  const row = rows?.[0];
  const print = usePrint();
  const printDocument = (): void => {
    if (row !== undefined) print({ kind: 'document', number: row.number, office: row.office });
  };
  useKeys([{ keys: 'Ctrl+P', label: t('print.print'), run: printDocument }]);
  return (
    <Drawer
      key={id}
      label={t('stock.movement.drawer')}
      onClose={() => void navigate({ pathname: '/stock/movements', search: location.search })}
      actions={
        row === undefined ? null : (
          <ActionIcon aria-label={t('print.document', { number: row.number })} title={`${t('print.print')} (Ctrl+P)`} onClick={printDocument}>
            <Printer size={16} aria-hidden />
          </ActionIcon>
        )
      }
      title={
        <div className={styles.heading}>
          <h2 className="tabular">{row?.number ?? ''}</h2>
          {row === undefined ? null : <Chip tone={row.kind === 'reversal' ? 'warn' : 'accent'}>{t(`stock.kinds.${row.kind}`)}</Chip>}
        </div>
      }
    >
      {rows === undefined ? <Skeleton rows={6} /> : null}
      {rows?.length === 0 ? <EmptyState icon={FileQuestion} title={t('stock.movement.unknown')} hint={t('stock.movement.unknownHint')} /> : null}
      {row === undefined ? null : <MovementDetail row={row} />}
    </Drawer>
  );
}

function MovementDetail({ row }: { readonly row: RowOf<'stock.movements'> }) {
  const { t } = useTranslation();
  const status = useLive('sync.status', {}).value;
  const session = useSession();
  const print = usePrint();
  const mayReverse = useMay('stock.reverse') && row.office === session.office.code && row.kind !== 'reversal' && row.reversedBy === null;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('stock.columns.name')}</dt>
        <dd>
          <Link to={`/stock/item/${row.itemId}`}>{row.itemName}</Link> <span className="quiet">{row.item}</span>
        </dd>
        <dt>{t('stock.columns.quantity')}</dt>
        <dd>
          <Quantity value={row.quantity} unit={row.unit} strong signed />
        </dd>
        {row.counted === null ? null : (
          <>
            <dt>{t('stock.movement.counted')}</dt>
            <dd>
              <Quantity value={row.counted} unit={row.unit} />
              {row.stated === null || row.stated === row.quantity ? null : (
                <p className="quiet">{t('stock.movement.recounted', { stated: formatQuantity(row.stated), now: formatQuantity(row.quantity) })}</p>
              )}
            </dd>
          </>
        )}
        <dt>{t('stock.columns.office')}</dt>
        <dd>
          <OfficeChip code={row.office} own={row.office === session.office.code} />
          {row.from === null && row.to === null ? null : ` ${row.from ?? ''} → ${row.to ?? ''}`}
        </dd>
        <dt>{t('stock.columns.person')}</dt>
        <dd>
          {row.byName} · {t('frame.workstation', { letter: row.letter })}
        </dd>
        <dt>{t('stock.columns.time')}</dt>
        <dd>
          <Moment ms={row.atMs} />
        </dd>
        {row.dated === null ? null : (
          <>
            <dt>{t('stock.columns.dated')}</dt>
            <dd>
              {row.dated}
              <p className="quiet">{t('stock.movement.dated')}</p>
            </dd>
          </>
        )}
        <dt>{t('places.document')}</dt>
        <dd>
          <Link to={`/stock/documents/${encodeURIComponent(row.number)}`}>{t('places.openDocument', { line: row.line })}</Link>
        </dd>
        {row.partner === null ? null : (
          <>
            <dt>{t('places.partner')}</dt>
            <dd>{row.partnerName ?? row.partner}</dd>
          </>
        )}
        <dt>{t('stock.columns.reason')}</dt>
        <dd>
          {reasonText(row.reason, t)} {row.override ? <Chip tone="warn">{t('stock.movements.override')}</Chip> : null} {row.beyondQuota ? <Chip tone="warn">{t('stock.movements.beyondQuota')}</Chip> : null}
        </dd>
        {row.reference === null ? null : (
          <>
            <dt>{t('stock.columns.reference')}</dt>
            <dd>{row.reference}</dd>
          </>
        )}
        {row.note === null ? null : (
          <>
            <dt>{t('stock.columns.note')}</dt>
            <dd>{row.note}</dd>
          </>
        )}
        {status === undefined ? null : (
          <>
            <dt>{t('design.trail.label')}</dt>
            <dd>
              <Trail
                {...movementTrail({
                  movement: row,
                  own: session.office,
                  link: { hasRelay: status.state !== 'unconfigured', waiting: status.waiting, sinceMs: status.sinceMs },
                })}
              />
            </dd>
          </>
        )}
        <dt>{t('stock.columns.location')}</dt>
        <dd>{row.location === DEFAULT_LOCATION ? t('stock.mainLocation') : row.location}</dd>
      </dl>
      {row.reversedBy === null ? null : <ErrorNotice tone="warn">{t('stock.movements.reversed', { number: row.reversedBy })}</ErrorNotice>}
      {row.lot === null ? null : (
        <div className={styles.buttons}>
          <Button leftSection={<Printer size={14} aria-hidden />} onClick={() => print({ kind: 'labels', items: [row.itemId], ...(row.lot === null ? {} : { lot: row.lot }) })}>
            {t('print.labels')}
          </Button>
        </div>
      )}
      {mayReverse ? <Reversal id={row.id} number={row.number} /> : null}
    </>
  );
}

function Reversal({ id, number }: { readonly id: string; readonly number: string }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('stock.reverse');
  const [reason, setReason] = useState('');
  const general = form.generalError(['reason']);
  async function submit(): Promise<void> {
    const output = await form.submit({ movement: id, reason });
    if (output !== undefined) say.done(t('stock.movement.reversed', { number }));
  }
  return (
    <Section title={t('stock.movement.reverse')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="quiet">{t('stock.movement.reverseHint')}</p>
        <TextInput
          required
          label={t('stock.movement.reverseReason')}
          value={reason}
          error={form.errorOf('reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" color="red" variant="light" loading={form.running}>
            {t('stock.movement.reverseDo')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
