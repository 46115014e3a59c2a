/** A partner's statement: documents and payments with the balance after each; payments are recorded and reversed here. */
import { Button, TextInput } from '@mantine/core';
import { HandCoins } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useForm } from '../app/form.ts';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useLive } from '../app/office-context.tsx';
import type { RowOf } from '../app/office.ts';
import { useSay } from '../app/say.ts';
import { useMay, useSession } from '../app/session.tsx';
import { useRows } from '../app/use-rows.ts';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { Drawer } from '../design/Drawer.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { formatQuantity } from '../design/format/quantity.ts';
import { KeyHint } from '../design/KeyHint.tsx';
import { Day } from '../design/Moment.tsx';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { PaymentForm } from './PaymentForm.tsx';
import styles from './Orders.module.css';

type Entry = RowOf<'partner.statement'>;

export function StatementDrawer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { partner = '' } = useParams();
  const known = useLive('partner.list', { limit: 1000 }).value?.rows.find(({ id }) => id === partner);
  const statement = useRows('partner.statement', { partner });
  const [paying, setPaying] = useState(false);
  const mayPay = useMay('payment.record');
  useKeys(mayPay && !paying ? [{ keys: 'p', label: t('orders.accounts.payment'), run: () => setPaying(true) }] : []);
  const balance = statement.rows[0]?.balance ?? '0.00';
  return (
    <Drawer
      key={partner}
      label={t('orders.statement.label')}
      onClose={() => void navigate('/stock/accounts')}
      title={
        <div className={styles.heading}>
          <h2>{known?.name ?? ''}</h2>
          <span className="quiet">{known?.code}</span>
        </div>
      }
    >
      <dl className={styles.facts}>
        <dt>{t('orders.statement.balance')}</dt>
        <dd>
          <strong className="tabular">{formatQuantity(balance.replace(/^-/, ''))}</strong> <Direction balance={balance} />
        </dd>
      </dl>
      {paying ? (
        <PaymentForm partner={partner} supplier={known?.role === 'supplier'} onClose={() => setPaying(false)} />
      ) : mayPay ? (
        <p className={styles.buttons}>
          <Button variant="filled" leftSection={<HandCoins size={14} aria-hidden />} rightSection={<KeyHint keys="P" />} onClick={() => setPaying(true)}>
            {t('orders.accounts.payment')}
          </Button>
        </p>
      ) : null}
      {statement.ready ? <Entries rows={statement.rows} /> : <Skeleton rows={6} />}
      {statement.unfinished ? <Button onClick={statement.more}>{t('orders.statement.more')}</Button> : null}
    </Drawer>
  );
}

/** Who owes whom, in words: a sign alone is read either way. */
function Direction({ balance }: { readonly balance: string }) {
  const { t } = useTranslation();
  const amount = Number(balance);
  return <Chip tone={amount === 0 ? 'plain' : 'accent'}>{t(amount === 0 ? 'orders.statement.even' : amount > 0 ? 'orders.statement.theyOwe' : 'orders.statement.weOwe')}</Chip>;
}

function Entries({ rows }: { readonly rows: readonly Entry[] }) {
  const { t } = useTranslation();
  return (
    <table className={styles.list} aria-label={t('orders.statement.label')}>
      <thead>
        <tr>
          <th>{t('orders.statement.day')}</th>
          <th>{t('orders.statement.document')}</th>
          <th className={styles.number}>{t('orders.statement.amount')}</th>
          <th className={styles.end}>{t('orders.statement.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <EntryRow key={`${row.id} ${row.office} ${row.account}`} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ row }: { readonly row: Entry }) {
  const { t } = useTranslation();
  const session = useSession();
  const mayReverse = useMay('payment.reverse') && row.kind === 'payment' && !row.reversed && row.office === session.office.code;
  const [reversing, setReversing] = useState(false);
  const known = ['transfer', 'cash', 'draft', 'online'] as const;
  const method = known.find((each) => each === row.method);
  return (
    <>
      <tr>
        <td>
          <Day day={row.day} />
        </td>
        <td>
          {t(`orders.statement.kinds.${row.kind}`)} <OfficeChip code={row.office} own={row.office === session.office.code} />
          {row.reversed ? <Chip tone="warn">{t('orders.statement.reversed')}</Chip> : null}
          {row.unpriced ? <Chip tone="warn">{t('orders.statement.unpriced')}</Chip> : null}
          <div className="quiet tabular">{[row.number, row.order, method === undefined ? row.method : t(`orders.payment.methods.${method}`), row.reference].filter((part) => part !== null && part !== '').join(' · ')}</div>
          {mayReverse && !reversing ? (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setReversing(true)}>
              {t('orders.statement.reverse')}
            </Button>
          ) : null}
        </td>
        <td className={styles.number}>
          <Quantity value={row.account === 'receivable' ? row.amount : negated(row.amount)} signed />
        </td>
        <td className={styles.end}>
          <Quantity value={row.balance} />
        </td>
      </tr>
      {reversing ? (
        <tr>
          <td colSpan={4}>
            <Reversal id={row.id} onClose={() => setReversing(false)} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** In a statement what we owe counts against what they owe. */
function negated(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : Number(amount) === 0 ? amount : `-${amount}`;
}

function Reversal({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('payment.reverse');
  const [reason, setReason] = useState('');
  const general = form.generalError(['reason']);
  async function reverse(): Promise<void> {
    const output = await form.submit({ payment: id, reason });
    if (output === undefined) return;
    say.done(t('orders.statement.reversedDone'));
    onClose();
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void reverse();
      }}
    >
      <TextInput autoFocus required label={t('orders.statement.reverseReason')} value={reason} error={form.errorOf('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" color="red" variant="light" loading={form.running}>
          {t('orders.statement.reverseDo')}
        </Button>
        <Button type="button" onClick={onClose}>
          {t('frame.cancel')}
        </Button>
      </div>
    </form>
  );
}
