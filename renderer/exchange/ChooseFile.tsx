/** The first step: which table, which file; and which columns the table knows. */
import { Button, FileButton, SegmentedControl } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '#model/contract/refusal.ts';
import { uploadFile } from '../app/files/carry-file.ts';
import { useOffice } from '../app/office-context.tsx';
import { refusalText } from '../app/refusal-text.ts';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { Section } from '../design/Page.tsx';
import { classes } from '../design/classes.ts';
import { useLanguage } from '../i18n/index.ts';
import type { Opened, Table } from './ImportPage.tsx';
import { useFileDrop } from './use-file-drop.ts';
import styles from './Exchange.module.css';

export interface ChooseFileProps {
  readonly tables: readonly Table[];
  readonly table: Table;
  readonly onTable: (table: string) => void;
  readonly onOpened: (file: string, opened: Opened) => void;
}

interface Problem {
  readonly refusal: Refusal;
  readonly operation: 'file.upload' | 'import.open';
}

export function ChooseFile({ tables, table, onTable, onOpened }: ChooseFileProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const office = useOffice();
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);

  async function read(file: File | null | undefined): Promise<void> {
    if (file === null || file === undefined) return;
    setProblem(undefined);
    setReading(true);
    const uploaded = await uploadFile(office, file);
    const opened = uploaded.ok ? await office.call('import.open', { table: table.table, file: uploaded.value, name: file.name.slice(0, 300) }) : undefined;
    setReading(false);
    if (!uploaded.ok) setProblem({ refusal: uploaded.refusal, operation: 'file.upload' });
    else if (opened?.ok === true) onOpened(uploaded.value, opened.value);
    else if (opened !== undefined) setProblem({ refusal: opened.refusal, operation: 'import.open' });
  }

  const { place, over } = useFileDrop((file) => {
    if (table.allowed) void read(file);
  });

  return (
    <>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label={t('exchange.tableLabel')}
          value={table.table}
          data={tables.map((each) => ({ value: each.table, label: each.name[language] }))}
          onChange={onTable}
        />
      </div>
      <div ref={place} className={classes(styles.drop, over && styles.over)} role="group" aria-label={t('exchange.fileLabel')}>
        <p>{table.allowed ? t('exchange.drop') : t('exchange.denied')}</p>
        <FileButton accept=".xlsx,.csv,.txt,.tsv" onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} variant="filled" disabled={!table.allowed} loading={reading} leftSection={<FileUp size={15} aria-hidden />}>
              {t('exchange.choose')}
            </Button>
          )}
        </FileButton>
        <p className="quiet">{t('exchange.bounds', { rows: table.maxRows })}</p>
      </div>
      {problem === undefined ? null : <ErrorNotice>{refusalText(problem.refusal, language, problem.operation)}</ErrorNotice>}
      <Section title={t('exchange.fields')} note={t('exchange.fieldsNote')}>
        <dl className={styles.fields}>
          {table.fields.map(({ field, name, hint, required }) => (
            <div key={field}>
              <dt>
                {name[language]}
                {required ? <span className={styles.required}>{t('exchange.required')}</span> : null}
              </dt>
              <dd>{hint[language]}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}
