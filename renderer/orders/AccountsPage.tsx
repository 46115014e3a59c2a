/** What is owed and owing by partner, with its age. */
import { Select, Switch } from '@mantine/core';
import { Coins } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate, useParams } from 'react-router';
import { ExportMenu } from '../app/files/ExportMenu.tsx';
import { ImportButton } from '../app/files/ImportButton.tsx';
import { useLive } from '../app/office-context.tsx';
import type { RowOf } from '../app/office.ts';
import { useRows } from '../app/use-rows.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { sumMoney } from '../design/format/money.ts';
import { formatQuantity } from '../design/format/quantity.ts';
import { Page } from '../design/Page.tsx';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { OfficePicker } from './pickers.tsx';

type Account = RowOf<'partner.accounts'>;
type Side = 'payable' | 'receivable';

const AGES = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;

export function AccountsPage({ header }: { readonly header: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { partner: open } = useParams();
  const [openOnly, setOpenOnly] = useState(true);
  const [office, setOffice] = useState<string | null>(null);
  const [side, setSide] = useState<Side | null>(null);
  const filter = office === null ? {} : { office };
  const accounts = useRows('partner.accounts', { ...filter, ...(openOnly ? { open: true } : {}), ...(side === null ? {} : { account: side }) });
  const totals = useLive('partner.totals', filter).value;
  const columns = useMemo<readonly DataColumn<Account>[]>(() => {
    const money = (id: string, title: string, width: number, of: (row: Account) => string, strong: boolean, yields: boolean): DataColumn<Account> => ({
      id,
      header: title,
      align: 'end',
      width,
      yields,
      value: (row) => Number(of(row)),
      cell: (row) => (Number(of(row)) === 0 ? '–' : <Quantity value={of(row)} strong={strong} />),
      sum: (rows) => <Quantity value={sumMoney(rows.map((row) => of(row)))} strong={strong} />,
    });
    // Without a choice the ages are of both accounts together: what matters is how old, the drawer says whose.
    const aged = (row: Account, age: (typeof AGES)[number]): string =>
      side === null ? sumMoney([row.payable.ageing[age], row.receivable.ageing[age]]) : row[side].ageing[age];
    return [
      { id: 'code', header: t('orders.accounts.code'), value: (row) => row.code, width: 100, cell: (row) => <strong>{row.code}</strong> },
      { id: 'name', header: t('orders.accounts.name'), value: (row) => row.name, width: { grow: 1, least: 150 } },
      { id: 'days', header: t('orders.accounts.days'), align: 'end', value: (row) => row.paymentDays ?? 0, width: 104, yields: true, cell: (row) => (row.paymentDays === null ? '–' : String(row.paymentDays)) },
      ...(side === 'receivable' ? [] : [money('payable', t('orders.accounts.payable'), 118, (row) => row.payable.balance, true, false)]),
      ...(side === 'payable' ? [] : [money('receivable', t('orders.accounts.receivable'), 118, (row) => row.receivable.balance, true, false)]),
      ...AGES.map((age) => money(age, t(`orders.accounts.${age}`), 108, (row) => aged(row, age), false, true)),
    ];
  }, [t, side]);
  return (
    <Page drawer={<Outlet />}>
      {header}
      {accounts.ready && totals !== undefined ? (
        <DataTable
          key={side ?? ''}
          label={t('orders.accounts.label')}
          columns={columns}
          rows={accounts.rows}
          rowKey={(row) => row.partner}
          openKey={open}
          onOpen={(row) => void navigate(`/stock/accounts/${row.partner}`)}
          rowTone={(row) => (Number(row.receivable.ageing.over90) > 0 || Number(row.payable.ageing.over90) > 0 ? 'warn' : undefined)}
          onEnd={accounts.more}
          unfinished={accounts.unfinished}
          bar={
            <>
              <Select
                w={140}
                allowDeselect={false}
                aria-label={t('orders.accounts.side')}
                data={[{ value: '', label: t('orders.accounts.both') }, ...(['payable', 'receivable'] as const).map((value) => ({ value, label: t(`orders.accounts.${value}`) }))]}
                value={side ?? ''}
                onChange={(value) => setSide(value === 'payable' || value === 'receivable' ? value : null)}
              />
              <OfficePicker value={office} onChange={setOffice} />
              <Switch label={t('orders.accounts.openOnly')} checked={openOnly} onChange={(event) => setOpenOnly(event.currentTarget.checked)} />
              {/* The sums below are of the rows that are here. */}
              {accounts.unfinished ? <span className="quiet tabular">{t('orders.accounts.totals', { payable: formatQuantity(totals.payable), receivable: formatQuantity(totals.receivable) })}</span> : null}
              <ImportButton table="partners" />
              <ExportMenu lists={[{ list: 'partners' }]} />
            </>
          }
          empty={<EmptyState icon={Coins} title={t('orders.accounts.empty')} hint={t('orders.accounts.emptyHint')} />}
        />
      ) : (
        <Skeleton rows={12} />
      )}
    </Page>
  );
}
