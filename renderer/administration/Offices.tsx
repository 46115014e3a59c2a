import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import type { RowOf } from '../app/office.ts';
import { useSay } from '../app/say.ts';
import { useMay, useSession } from '../app/session.tsx';
import { useRows } from '../app/use-rows.ts';
import { OfficeChip } from '../design/Chip.tsx';
import { plainTyped } from '../design/format/typed.ts';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { AddForm } from './AddForm.tsx';

type Office = RowOf<'office.list'>;

export function Offices() {
  const { t } = useTranslation();
  const { office: own } = useSession();
  const mayCreate = useMay('office.create');
  const offices = useRows('office.list', {});
  const columns = useMemo<readonly DataColumn<Office>[]>(
    () => [
      { id: 'code', header: t('administration.code'), value: (row) => row.code, width: 120, cell: (row) => <OfficeChip code={row.code} own={row.code === own.code} /> },
      { id: 'name', header: t('administration.name'), value: (row) => row.name, width: { grow: 1, least: 200 } },
      { id: 'kind', header: t('administration.kind'), value: (row) => t(row.headquarters ? 'administration.headquarters' : 'administration.branch'), width: 140 },
      { id: 'workstations', header: t('administration.workstations'), align: 'end', value: (row) => row.workstations, width: 130 },
    ],
    [t, own.code],
  );
  if (!offices.ready) return <Skeleton />;
  return (
    <DataTable
      label={t('administration.views.offices')}
      columns={columns}
      rows={offices.rows}
      rowKey={(row) => row.code}
      onEnd={offices.more}
      bar={mayCreate ? <CreateOffice /> : undefined}
    />
  );
}

function CreateOffice() {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('office.create');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  async function submit(): Promise<boolean> {
    const office = await form.submit({ code: plainTyped(code), name });
    if (office === undefined) return false;
    say.done(t('administration.officeDone', { code: office.code }));
    setCode('');
    setName('');
    return true;
  }
  return (
    <AddForm action={t('administration.newOffice')} running={form.running} problem={form.generalError(['code', 'name'])} onSubmit={submit}>
      <TextInput
        autoFocus
        required
        w={110}
        maxLength={6}
        aria-label={t('administration.code')}
        placeholder={t('administration.code')}
        value={code}
        error={form.errorOf('code')}
        onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
      />
      <TextInput
        required
        w={200}
        aria-label={t('administration.name')}
        placeholder={t('administration.name')}
        value={name}
        error={form.errorOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </AddForm>
  );
}
