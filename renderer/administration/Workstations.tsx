import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import type { RowOf } from '../app/office.ts';
import { useSay } from '../app/say.ts';
import { useMay, useSession } from '../app/session.tsx';
import { useRows } from '../app/use-rows.ts';
import { Dialog } from '../design/Dialog.tsx';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import styles from './Administration.module.css';

type Workstation = RowOf<'workstation.list'>;

export function Workstations() {
  const { t } = useTranslation();
  const { office: own } = useSession();
  const mayRevoke = useMay('workstation.revoke');
  const workstations = useRows('workstation.list', {});
  const [revoking, setRevoking] = useState<Workstation | undefined>(undefined);
  const columns = useMemo<readonly DataColumn<Workstation>[]>(
    () => [
      { id: 'letter', header: t('administration.letter'), value: (row) => row.letter, width: 90, cell: (row) => <strong>{row.letter}</strong> },
      { id: 'office', header: t('administration.office'), value: (row) => row.office, width: 110, cell: (row) => <OfficeChip code={row.office} own={row.office === own.code} /> },
      {
        id: 'name',
        header: t('administration.name'),
        value: (row) => row.name,
        width: { grow: 1, least: 200 },
        cell: (row) => (
          <>
            <span>{row.name}</span>
            {row.here ? <Chip tone="accent">{t('administration.here')}</Chip> : null}
          </>
        ),
      },
      { id: 'role', header: t('administration.role'), value: (row) => t(`frame.person.roles.${row.role}`), width: 120 },
      {
        id: 'state',
        header: t('administration.state'),
        value: (row) => t(row.revoked ? 'administration.revoked' : 'administration.valid'),
        width: 110,
        cell: (row) => <Chip tone={row.revoked ? 'stop' : 'good'}>{t(row.revoked ? 'administration.revoked' : 'administration.valid')}</Chip>,
      },
      {
        id: 'actions',
        header: t('design.table.actions'),
        value: () => '',
        width: 130,
        cell: (row) =>
          mayRevoke && !row.revoked && !row.here ? (
            <Button size="compact-xs" variant="subtle" color="red" onClick={() => setRevoking(row)}>
              {t('administration.revoke')}
            </Button>
          ) : null,
      },
    ],
    [t, own.code, mayRevoke],
  );
  if (!workstations.ready) return <Skeleton />;
  return (
    <>
      <DataTable label={t('administration.views.workstations')} columns={columns} rows={workstations.rows} rowKey={(row) => row.id} onEnd={workstations.more} />
      {revoking === undefined ? null : <Revoke workstation={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

/** A question, because undo is impossible; it names the consequence. */
function Revoke({ workstation, onClose }: { readonly workstation: Workstation; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('workstation.revoke');
  const [reason, setReason] = useState('');
  const name = `${workstation.office}-${workstation.letter} ${workstation.name}`;
  const problem = form.generalError([]);
  async function submit(): Promise<void> {
    const output = await form.submit({ id: workstation.id, reason });
    if (output === undefined) return;
    say.done(t('administration.revokeDone', { name }));
    onClose();
  }
  return (
    <Dialog onClose={onClose} title={t('administration.revokeTitle', { name })} size={440}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{t('administration.revokeHint')}</p>
        <TextInput data-autofocus label={t('administration.revokeReason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" color="red" loading={form.running}>
            {t('administration.revoke')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
