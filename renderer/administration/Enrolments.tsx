import { Button, Select } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import type { Output, RowOf } from '../app/office.ts';
import { useCommand, useLive } from '../app/office-context.tsx';
import { useSay } from '../app/say.ts';
import { useRows } from '../app/use-rows.ts';
import { Dialog } from '../design/Dialog.tsx';
import { Chip, OfficeChip, type Tone } from '../design/Chip.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { formatMoment } from '../design/format/date.ts';
import { Moment } from '../design/Moment.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { useNow } from '../design/use-now.ts';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { useLanguage } from '../i18n/index.ts';
import { AddForm } from './AddForm.tsx';
import { roleChoices, roleOf } from './roles.ts';
import styles from './Administration.module.css';

type Enrolment = RowOf<'enrolment.list'>;
type NewCode = Output<'enrolment.create'>;

const TONES: Readonly<Record<Enrolment['state'], Tone>> = { open: 'accent', used: 'good', cancelled: 'plain', expired: 'plain' };

export function Enrolments() {
  const { t } = useTranslation();
  const say = useSay();
  const enrolments = useRows('enrolment.list', {});
  const { run: cancel } = useCommand('enrolment.cancel');
  const [code, setCode] = useState<NewCode | undefined>(undefined);
  const columns = useMemo<readonly DataColumn<Enrolment>[]>(
    () => [
      { id: 'office', header: t('administration.office'), value: (row) => row.office, width: 120, cell: (row) => <OfficeChip code={row.office} /> },
      { id: 'role', header: t('administration.role'), value: (row) => t(`frame.person.roles.${row.role}`), width: { grow: 1, least: 140 } },
      { id: 'state', header: t('administration.state'), value: (row) => t(`administration.states.${row.state}`), width: 120, cell: (row) => <Chip tone={TONES[row.state]}>{t(`administration.states.${row.state}`)}</Chip> },
      { id: 'expires', header: t('administration.expires'), value: (row) => row.expiresAtMs, width: 160, cell: (row) => <Moment ms={row.expiresAtMs} /> },
      {
        id: 'actions',
        header: t('design.table.actions'),
        value: () => '',
        width: 130,
        cell: (row) =>
          row.state === 'open' ? (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => {
                void cancel({ id: row.id }).then((result) => {
                  if (result.ok) say.done(t('administration.codeCancelled'));
                });
              }}
            >
              {t('administration.cancelCode')}
            </Button>
          ) : null,
      },
    ],
    [t, cancel, say],
  );
  if (!enrolments.ready) return <Skeleton />;
  return (
    <>
      <DataTable
        label={t('administration.views.enrolments')}
        columns={columns}
        rows={enrolments.rows}
        rowKey={(row) => row.id}
        onEnd={enrolments.more}
        bar={<CreateEnrolment onMade={setCode} />}
        empty={<EmptyState icon={KeyRound} title={t('administration.emptyCodes')} hint={t('administration.emptyCodesHint')} />}
      />
      {code === undefined ? null : <ShowCode made={code} onClose={() => setCode(undefined)} />}
    </>
  );
}

function CreateEnrolment({ onMade }: { readonly onMade: (code: NewCode) => void }) {
  const { t } = useTranslation();
  const form = useForm('enrolment.create');
  const offices = useLive('office.list', { limit: 1000 }).value?.rows ?? [];
  const [office, setOffice] = useState<string | null>(null);
  const [role, setRole] = useState<string | null>('clerk');
  const chosen = office ?? offices.find((each) => !each.headquarters)?.code ?? offices[0]?.code ?? '';
  async function submit(): Promise<boolean> {
    const made = await form.submit({ office: chosen, role: roleOf(role) });
    if (made === undefined) return false;
    onMade(made);
    return true;
  }
  return (
    <AddForm action={t('administration.newCode')} running={form.running} problem={form.generalError([])} onSubmit={submit}>
      <Select
        w={170}
        allowDeselect={false}
        aria-label={t('administration.office')}
        value={chosen}
        data={offices.map((each) => ({ value: each.code, label: `${each.code} ${each.name}` }))}
        onChange={setOffice}
      />
      <Select w={120} allowDeselect={false} aria-label={t('administration.role')} value={role} data={roleChoices(t)} onChange={setRole} />
    </AddForm>
  );
}

function ShowCode({ made, onClose }: { readonly made: NewCode; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  return (
    <Dialog onClose={onClose} title={t('administration.codeTitle')} size={440}>
      <p className={styles.code}>{made.code}</p>
      <p className="quiet">{t('administration.codeHint', { time: formatMoment(made.expiresAtMs, now, language) })}</p>
      <div className={styles.buttons}>
        <Button
          data-autofocus
          variant="filled"
          onClick={() => {
            void navigator.clipboard.writeText(made.code).then(() => say.done(t('administration.copied')));
          }}
        >
          {t('administration.copy')}
        </Button>
        <Button onClick={onClose}>{t('frame.close')}</Button>
      </div>
    </Dialog>
  );
}
