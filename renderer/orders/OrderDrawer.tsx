/** An order beside the list: its lines, what came of each, and what is open; received or delivered in parts. */
import { ActionIcon, Button } from '@mantine/core';
import { FileQuestion, PackageMinus, PackagePlus, Pencil, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useCommand, useLive } from '../app/office-context.tsx';
import { usePrint } from '../app/print/print-context.ts';
import { useSay } from '../app/say.ts';
import { useMay, useSession } from '../app/session.tsx';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { Drawer } from '../design/Drawer.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { formatQuantity } from '../design/format/quantity.ts';
import { KeyHint } from '../design/KeyHint.tsx';
import { Day, Moment } from '../design/Moment.tsx';
import { Section } from '../design/Page.tsx';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { AmendOrder } from './AmendOrder.tsx';
import { STATE_TONES, type ReadOrder } from './order-types.ts';
import { PostOrder } from './PostOrder.tsx';
import styles from './Orders.module.css';

export function OrderDrawer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const { order: id = '' } = useParams();
  const read = useLive('order.read', { order: id });
  const order = read.value;
  const print = usePrint();
  const printable = order?.kind === 'purchase';
  const printOrder = (): void => {
    if (printable) print({ kind: 'order', order: id, office: order.office, number: order.number });
  };
  useKeys(printable ? [{ keys: 'Ctrl+P', label: t('orders.drawer.print'), run: printOrder }] : []);
  return (
    <Drawer
      key={id}
      label={t('orders.drawer.label')}
      onClose={() => void navigate({ pathname: '/stock/orders', search: location.search })}
      actions={
        printable ? (
          <ActionIcon aria-label={t('orders.drawer.print')} title={`${t('orders.drawer.print')} (Ctrl+P)`} onClick={printOrder}>
            <Printer size={16} aria-hidden />
          </ActionIcon>
        ) : null
      }
      title={
        <div className={styles.heading}>
          <h2 className="tabular">{order?.number ?? ''}</h2>
          {order === undefined ? null : <Chip tone={STATE_TONES[order.state]}>{t(`orders.states.${order.state}`)}</Chip>}
        </div>
      }
    >
      {order === undefined && read.refusal === undefined ? <Skeleton rows={6} /> : null}
      {read.refusal === undefined ? null : <EmptyState icon={FileQuestion} title={t('orders.drawer.unknown')} hint={t('orders.drawer.unknownHint')} />}
      {order === undefined ? null : <Detail order={order} />}
    </Drawer>
  );
}

function Detail({ order }: { readonly order: ReadOrder }) {
  const { t } = useTranslation();
  const session = useSession();
  const own = order.office === session.office.code;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t(`orders.form.partner.${order.kind}`)}</dt>
        <dd>{order.partnerName}</dd>
        <dt>{t('orders.columns.office')}</dt>
        <dd>
          <OfficeChip code={order.office} own={own} />
        </dd>
        {order.due === null ? null : (
          <>
            <dt>{t('orders.columns.due')}</dt>
            <dd>
              <Day day={order.due} />
            </dd>
          </>
        )}
        {order.amount === null ? null : (
          <>
            <dt>{t('orders.columns.amount')}</dt>
            <dd>
              <Quantity value={order.amount} strong />
            </dd>
          </>
        )}
        <dt>{t('orders.columns.by')}</dt>
        <dd>
          {order.byName} · <Moment ms={order.atMs} />
        </dd>
        {order.note === null ? null : (
          <>
            <dt>{t('orders.drawer.note')}</dt>
            <dd>{order.note}</dd>
          </>
        )}
      </dl>
      {order.collided.length === 0 ? null : <Collisions order={order} />}
      <Lines order={order} />
      {own ? <Actions order={order} /> : null}
      <Section title={t('orders.drawer.documents')}>
        {order.documents.length === 0 ? <p className="quiet">{t('orders.drawer.noDocuments')}</p> : <Documents order={order} />}
      </Section>
    </>
  );
}

function Collisions({ order }: { readonly order: ReadOrder }) {
  const { t } = useTranslation();
  const nameOf = (field: string): string => {
    const [, line, name] = /^line\/(\d+)\/(quantity|price|due|cancelled)$/.exec(field) ?? [];
    if (name !== undefined && line !== undefined) return t(`orders.collision.${name as 'quantity'}`, { line });
    return t(`orders.collision.whole.${field as 'due'}`);
  };
  return (
    <ErrorNotice tone="warn" title={t('orders.collided')}>
      {order.collided.map(({ field, heads }) => (
        <div key={field}>
          {nameOf(field)}: {heads.map(({ value, byName }) => `${value} (${byName})`).join(' · ')}
        </div>
      ))}
      {t('orders.collision.hint')}
    </ErrorNotice>
  );
}

function Lines({ order }: { readonly order: ReadOrder }) {
  const { t } = useTranslation();
  return (
    <table className={styles.list} aria-label={t('orders.drawer.lines')}>
      <thead>
        <tr>
          <th>{t('orders.form.item')}</th>
          <th className={styles.number}>{t('orders.columns.ordered')}</th>
          <th className={styles.number}>{t(order.kind === 'purchase' ? 'orders.columns.received' : 'orders.columns.delivered')}</th>
          <th className={styles.end}>{t('orders.columns.open')}</th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.line}>
            <td>
              <Link to={`/stock/item/${line.itemId}`}>{line.itemName}</Link>
              <div className="quiet">
                {line.item}
                {line.price === null ? '' : ` · ${formatQuantity(line.price)}`}
              </div>
            </td>
            <td className={styles.number}>
              <Quantity value={line.quantity} unit={line.unit} />
            </td>
            <td className={styles.number}>
              <Quantity value={line.fulfilled} />
            </td>
            <td className={styles.end}>
              <Quantity value={line.open} strong />
              {line.over === '0' ? null : (
                <>
                  {' '}
                  <Chip tone="warn">{t('orders.drawer.over', { quantity: formatQuantity(line.over) })}</Chip>
                </>
              )}
              {line.cancelled === '0' ? null : <div className="quiet">{t('orders.drawer.offOf', { quantity: formatQuantity(line.cancelled) })}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Actions({ order }: { readonly order: ReadOrder }) {
  const { t } = useTranslation();
  const say = useSay();
  const [doing, setDoing] = useState<'post' | 'amend' | undefined>(undefined);
  const mayPost = useMay('stock.postDocument');
  const mayAmend = useMay('order.amend');
  const cancel = useCommand('order.cancel');
  const amend = useCommand('order.amend');
  const open = order.lines.some((line) => line.open !== '0');
  const purchase = order.kind === 'purchase';
  const post = (): void => setDoing('post');
  useKeys(mayPost && open && doing === undefined ? [{ keys: 'r', label: t(purchase ? 'orders.drawer.receive' : 'orders.drawer.deliver'), run: post }] : []);

  async function cancelRest(): Promise<void> {
    const done = await cancel.run({ order: order.id });
    if (!done.ok) return;
    say.done(t('orders.drawer.cancelled', { number: order.number }), () => void amend.run({ order: order.id, cancelled: false }));
  }

  if (doing === 'post') return <PostOrder order={order} onClose={() => setDoing(undefined)} />;
  if (doing === 'amend') return <AmendOrder order={order} onClose={() => setDoing(undefined)} />;
  return (
    <p className={styles.buttons}>
      {mayPost && open ? (
        <Button variant="filled" leftSection={purchase ? <PackagePlus size={14} aria-hidden /> : <PackageMinus size={14} aria-hidden />} rightSection={<KeyHint keys="R" />} onClick={post}>
          {t(purchase ? 'orders.drawer.receive' : 'orders.drawer.deliver')}
        </Button>
      ) : null}
      {mayAmend ? (
        <Button leftSection={<Pencil size={14} aria-hidden />} onClick={() => setDoing('amend')}>
          {t('orders.drawer.amend')}
        </Button>
      ) : null}
      {mayAmend && open ? (
        <Button variant="subtle" color="gray" loading={cancel.running} onClick={() => void cancelRest()}>
          {t('orders.drawer.cancelRest')}
        </Button>
      ) : null}
    </p>
  );
}

function Documents({ order }: { readonly order: ReadOrder }) {
  const { t } = useTranslation();
  return (
    <table className={styles.list} aria-label={t('orders.drawer.documents')}>
      <tbody>
        {order.documents.map(({ movement, number, kind, byName, atMs }) => (
          <tr key={movement}>
            <td>
              <Link className="tabular" to={`/stock/movements/${movement}`}>
                {number}
              </Link>
              <div className="quiet">{byName}</div>
            </td>
            <td>{t(`stock.kinds.${kind as 'receipt'}`)}</td>
            <td className={styles.end}>
              <Moment ms={atMs} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
