/** Bringing a table in from a file, in four steps: choose, columns, preview, outcome. Nothing is written before the third. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLive } from '../app/office-context.tsx';
import type { Output, RowOf } from '../app/office.ts';
import { Page, PageBody } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { useLanguage } from '../i18n/index.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { MapColumns } from './MapColumns.tsx';
import { Outcome } from './Outcome.tsx';
import { PastImports } from './PastImports.tsx';
import { Preview } from './Preview.tsx';

export type Table = RowOf<'import.tables'>;
export type Opened = Output<'import.open'>;
export type Checked = Output<'import.check'>;

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'columns'; readonly file: string; readonly opened: Opened }
  | { readonly kind: 'preview'; readonly file: string; readonly opened: Opened; readonly checked: Checked }
  | { readonly kind: 'outcome'; readonly applied: Output<'import.apply'> };

export function ImportPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [search, setSearch] = useSearchParams();
  const tables = useLive('import.tables', {}).value?.rows;
  const [reached, setStep] = useState<Step>({ kind: 'choose' });
  const table = tables?.find((each) => each.table === search.get('table')) ?? tables?.find(({ allowed }) => allowed) ?? tables?.[0];
  // A file was opened for one table: where the address has come to name another, one begins again.
  const step: Step = 'opened' in reached && table !== undefined && reached.opened.table !== table.table ? { kind: 'choose' } : reached;
  const start = (): void => setStep({ kind: 'choose' });
  const columns = (file: string, opened: Opened): void => setStep({ kind: 'columns', file, opened });

  return (
    <Page>
      <PageHeader
        title={table === undefined ? t('exchange.import') : t('exchange.importInto', { table: table.name[language] })}
        note={step.kind === 'columns' || step.kind === 'preview' ? step.opened.name : t('exchange.note')}
      />
      {table === undefined || tables === undefined ? (
        <Skeleton rows={8} />
      ) : step.kind === 'preview' ? (
        <Preview
          table={table}
          checked={step.checked}
          onBack={() => columns(step.file, step.opened)}
          onApplied={(applied) => setStep({ kind: 'outcome', applied })}
        />
      ) : (
        <PageBody>
          {step.kind === 'choose' ? (
            <>
              <ChooseFile tables={tables} table={table} onTable={(chosen) => setSearch({ table: chosen })} onOpened={columns} />
              <PastImports />
            </>
          ) : step.kind === 'columns' ? (
            <MapColumns
              key={step.opened.import}
              table={table}
              file={step.file}
              opened={step.opened}
              onBack={start}
              onReopened={(opened) => columns(step.file, opened)}
              onChecked={(checked) => setStep({ ...step, kind: 'preview', checked })}
            />
          ) : (
            <Outcome applied={step.applied} onAgain={start} />
          )}
        </PageBody>
      )}
    </Page>
  );
}
