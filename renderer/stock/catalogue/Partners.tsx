/** Suppliers and customers, kept by headquarters. */
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { Handshake, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import type { RowOf } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { useMay } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { plainTyped } from '../../design/format/typed.ts';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import styles from '../Stock.module.css';

type Partner = RowOf<'partner.list'>;
const DETAILS = ['contact', 'phone', 'address', 'taxNumber', 'paymentDays', 'note'] as const;
const FIELDS = ['code', 'name', ...DETAILS] as const;
type Field = (typeof FIELDS)[number];

export function Partners() {
  const { t } = useTranslation();
  const mayChange = useMay('partner.update');
  const partners = useRows('partner.list', {});
  const [open, setOpen] = useState<Partner | 'new' | undefined>(undefined);
  const columns = useMemo<readonly DataColumn<Partner>[]>(
    () => [
      { id: 'code', header: t('stock.partner.code'), value: (row) => row.code, width: 110, cell: (row) => <strong>{row.code}</strong> },
      { id: 'name', header: t('stock.partner.name'), value: (row) => row.name, width: { grow: 2, least: 180 } },
      { id: 'role', header: t('stock.partner.role'), value: (row) => t(`stock.partner.roles.${row.role}`), width: 164 },
      { id: 'contact', header: t('stock.partner.contact'), value: (row) => row.contact ?? '', width: 120 },
      { id: 'phone', header: t('stock.partner.phone'), value: (row) => row.phone ?? '', width: 140 },
      { id: 'paymentDays', header: t('stock.partner.paymentDays'), align: 'end', value: (row) => row.paymentDays ?? '', width: 132 },
      { id: 'status', header: t('stock.catalogue.status'), value: (row) => (row.discontinued ? t('stock.partner.discontinued') : ''), width: 120, cell: (row) => (row.discontinued ? <Chip>{t('stock.partner.discontinued')}</Chip> : row.collided.length > 0 ? <Chip tone="warn">{t('stock.catalogue.collided')}</Chip> : null) },
    ],
    [t],
  );
  if (!partners.ready) return <Skeleton rows={10} />;
  return (
    <>
      <DataTable
        label={t('stock.catalogue.tabs.partners')}
        columns={columns}
        rows={partners.rows}
        rowKey={(row) => row.id}
        {...(mayChange ? { onOpen: (row: Partner) => setOpen(row) } : {})}
        onEnd={partners.more}
        unfinished={partners.unfinished}
        bar={
          mayChange ? (
            <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setOpen('new')}>
              {t('stock.partner.create')}
            </Button>
          ) : undefined
        }
        empty={<EmptyState icon={Handshake} title={t('stock.partner.empty')} hint={t('stock.partner.emptyHint')} />}
      />
      <Modal
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={t(open === 'new' ? 'stock.partner.create' : 'stock.partner.update')}
        size={560}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        {open === undefined ? null : <PartnerForm partner={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
      </Modal>
    </>
  );
}

function PartnerForm({ partner, onClose }: { readonly partner: Partner | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const create = useForm('partner.create');
  const update = useForm('partner.update');
  const form = partner === undefined ? create : update;
  const first = (field: Field): string => String(partner?.[field] ?? '');
  const [values, setValues] = useState<Readonly<Record<Field, string>>>(() => Object.fromEntries(FIELDS.map((field) => [field, first(field)])) as Record<Field, string>);
  const [role, setRole] = useState<Partner['role']>(partner?.role ?? 'supplier');
  const general = form.generalError(FIELDS);

  async function save(discontinued?: boolean): Promise<void> {
    const given = DETAILS.filter((field) => values[field] !== first(field));
    const details = Object.fromEntries(given.map((field) => [field, values[field] === '' ? null : plainTyped(values[field])]));
    const changed = (field: 'code' | 'name') => (values[field] === first(field) ? {} : { [field]: values[field] });
    const written = await (partner === undefined
      ? create.submit({ code: plainTyped(values.code), name: values.name, role, ...details })
      : update.submit({ partner: partner.id, ...changed('code'), ...changed('name'), ...(role === partner.role ? {} : { role }), ...details, ...(discontinued === undefined ? {} : { discontinued }) }));
    if (written === undefined) return;
    say.done(t('stock.partner.done', { name: written.name }));
    onClose();
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={styles.pair}>
        {FIELDS.map((field, index) => (
          <TextInput
            key={field}
            data-autofocus={index === 0 ? true : undefined}
            label={t(`stock.partner.${field}`)}
            required={field === 'code' || field === 'name'}
            value={values[field]}
            error={form.errorOf(field)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((before) => ({ ...before, [field]: value }));
            }}
          />
        ))}
        <Select
          label={t('stock.partner.role')}
          allowDeselect={false}
          data={(['supplier', 'customer', 'both'] as const).map((value) => ({ value, label: t(`stock.partner.roles.${value}`) }))}
          value={role}
          onChange={(value) => setRole(value as Partner['role'])}
        />
      </div>
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={form.running}>
          {t('stock.itemForm.save')}
        </Button>
        <Button onClick={onClose}>{t('frame.cancel')}</Button>
        {partner === undefined ? null : (
          <Button variant="subtle" onClick={() => void save(!partner.discontinued)}>
            {t(partner.discontinued ? 'stock.partner.resume' : 'stock.partner.discontinue')}
          </Button>
        )}
      </div>
    </form>
  );
}
