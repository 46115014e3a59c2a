/** One amount of a quota, added, granted, handed over, asked for or given back. */
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import type { Output } from '../../app/office.ts';
import { useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { useSession } from '../../app/session.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { plainTyped } from '../../design/format/typed.ts';
import styles from '../Stock.module.css';

export type QuotaAct = 'mint' | 'grant' | 'handOver' | 'request' | 'return';
type Quota = Output<'quota.read'>;

const FIELDS = ['amount', 'office', 'workstation', 'note'];

export function QuotaForm({ quota, act, onClose }: { readonly quota: Quota; readonly act: QuotaAct; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const session = useSession();
  const form = useForm(`quota.${act}`);
  const [amount, setAmount] = useState(act === 'return' ? quota.own : '');
  const [office, setOffice] = useState<string | null>(null);
  const [desk, setDesk] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const offices = useLive('office.list', act === 'grant' ? { limit: 1000 } : undefined).value?.rows ?? [];
  const desks = useDesks(act, office, quota);
  const general = form.generalError(FIELDS);

  async function submit(): Promise<void> {
    const of = { quota: quota.id, amount: plainTyped(amount), ...(note.trim() === '' ? {} : { note }) };
    const chosen = desk === null ? {} : { workstation: desk };
    const input = act === 'grant' ? { ...of, ...chosen, office: office ?? '' } : act === 'handOver' ? { ...of, workstation: desk ?? '' } : act === 'request' ? { ...of, ...chosen } : of;
    if ((await form.submit(input)) === undefined) return;
    say.done(t(`quotas.forms.${act}.done`, { amount: formatQuantity(of.amount), unit: quota.unit, item: quota.itemName }));
    onClose();
  }

  return (
    <Dialog onClose={onClose} title={`${t(`quotas.forms.${act}.title`)} · ${quota.item} ${quota.itemName}`} size={440}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="quiet">{t(`quotas.forms.${act}.hint`, { free: formatQuantity(quota.own), unit: quota.unit })}</p>
        {act === 'grant' ? (
          <Select
            data-autofocus
            required
            searchable
            label={t('stock.columns.office')}
            data={offices.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            value={office}
            error={form.errorOf('office')}
            onChange={(code) => {
              setOffice(code);
              setDesk(null);
            }}
          />
        ) : null}
        {desks === undefined ? null : (
          <Select
            {...(act === 'grant' ? {} : { 'data-autofocus': true })}
            required={act === 'handOver'}
            clearable={act !== 'handOver'}
            clearButtonProps={{ 'aria-label': t('design.clear') }}
            label={t('quotas.workstation')}
            placeholder={act === 'grant' ? t('quotas.forms.split') : act === 'request' ? t('quotas.forms.headquarters') : undefined}
            data={desks.filter(({ value }) => value !== session.workstation.id)}
            value={desk}
            error={form.errorOf('workstation')}
            onChange={setDesk}
          />
        )}
        <TextInput
          {...(act === 'mint' || act === 'return' ? { 'data-autofocus': true } : {})}
          required
          inputMode="decimal"
          label={t('stock.columns.quantity')}
          value={amount}
          rightSection={<span className="quiet">{quota.unit}</span>}
          error={form.errorOf('amount')}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <TextInput label={t('stock.entry.note')} value={note} error={form.errorOf('note')} onChange={(event) => setNote(event.currentTarget.value)} />
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running} disabled={(act === 'grant' && office === null) || (act === 'handOver' && desk === null)}>
            {t(`quotas.forms.${act}.do`)}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Workstations that can be named: of the office that is granted to, of this one, or those that hold something. */
function useDesks(act: QuotaAct, granted: string | null, quota: Quota): readonly Choice[] | undefined {
  const { office } = useSession();
  const { t } = useTranslation();
  const of = act === 'grant' ? granted : act === 'handOver' ? office.code : null;
  const listed = useLive('workstation.list', of === null ? undefined : { office: of, limit: 1000 }).value?.rows ?? [];
  if (act === 'request') {
    return quota.holders.filter(({ free }) => free !== '0').map((holder) => ({ value: holder.workstation, label: t('quotas.holds', { name: holder.name, free: formatQuantity(holder.free), unit: quota.unit }) }));
  }
  if (of === null) return undefined;
  return listed.filter(({ revoked }) => !revoked).map(({ id, office: code, letter, name }) => ({ value: id, label: name === '' ? `${code}-${letter}` : `${code}-${letter} ${name}` }));
}
