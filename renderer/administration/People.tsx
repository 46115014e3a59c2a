import { Button, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import type { RowOf } from '../app/office.ts';
import { useCommand, useLive } from '../app/office-context.tsx';
import { useSay } from '../app/say.ts';
import { useMay, useSession } from '../app/session.tsx';
import { useRows } from '../app/use-rows.ts';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { AddForm } from './AddForm.tsx';
import { roleChoices, roleOf } from './roles.ts';

type Person = RowOf<'person.list'>;

export function People() {
  const { t } = useTranslation();
  const say = useSay();
  const { office: own } = useSession();
  const mayUpdate = useMay('person.update');
  const people = useRows('person.list', {});
  const { run: update } = useCommand('person.update');
  const columns = useMemo<readonly DataColumn<Person>[]>(
    () => [
      { id: 'name', header: t('administration.name'), value: (row) => row.name, width: { grow: 1, least: 160 } },
      { id: 'office', header: t('administration.office'), value: (row) => row.office, width: 110, cell: (row) => <OfficeChip code={row.office} own={row.office === own.code} /> },
      { id: 'roles', header: t('administration.roles'), value: (row) => row.roles.map((role) => t(`frame.person.roles.${role}`)).join(' · '), width: { grow: 1, least: 160 } },
      {
        id: 'state',
        header: t('administration.state'),
        value: (row) => t(row.active ? 'administration.active' : 'administration.inactive'),
        width: 110,
        cell: (row) => <Chip tone={row.active ? 'good' : 'plain'}>{t(row.active ? 'administration.active' : 'administration.inactive')}</Chip>,
      },
      {
        id: 'actions',
        header: t('design.table.actions'),
        value: () => '',
        width: 120,
        cell: (row) =>
          mayUpdate ? (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => {
                void update({ id: row.id, active: !row.active }).then((result) => {
                  if (result.ok && row.active) say.done(t('administration.deactivated', { name: row.name }), () => void update({ id: row.id, active: true }));
                });
              }}
            >
              {t(row.active ? 'administration.deactivate' : 'administration.activate')}
            </Button>
          ) : null,
      },
    ],
    [t, own.code, mayUpdate, update, say],
  );
  if (!people.ready) return <Skeleton />;
  return (
    <DataTable
      label={t('administration.views.people')}
      columns={columns}
      rows={people.rows}
      rowKey={(row) => row.id}
      onEnd={people.more}
      bar={mayUpdate ? <CreatePerson /> : undefined}
    />
  );
}

function CreatePerson() {
  const { t } = useTranslation();
  const say = useSay();
  const { office: own } = useSession();
  const form = useForm('person.create');
  const offices = useLive('office.list', { limit: 1000 }).value?.rows ?? [];
  const [name, setName] = useState('');
  const [office, setOffice] = useState(own.code);
  const [role, setRole] = useState<string | null>('clerk');
  async function submit(): Promise<boolean> {
    const person = await form.submit({ name, office, roles: [roleOf(role)] });
    if (person === undefined) return false;
    say.done(t('administration.personDone', { name }));
    setName('');
    return true;
  }
  return (
    <AddForm action={t('administration.newPerson')} running={form.running} problem={form.generalError(['name'])} onSubmit={submit}>
      <TextInput
        autoFocus
        required
        w={150}
        aria-label={t('administration.name')}
        placeholder={t('administration.name')}
        value={name}
        error={form.errorOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        w={150}
        allowDeselect={false}
        aria-label={t('administration.office')}
        value={office}
        data={offices.map((each) => ({ value: each.code, label: `${each.code} ${each.name}` }))}
        onChange={(code) => setOffice(code ?? own.code)}
      />
      <Select w={110} allowDeselect={false} aria-label={t('administration.role')} value={role} data={roleChoices(t)} onChange={setRole} />
    </AddForm>
  );
}
