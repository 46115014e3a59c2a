/** The second step: which column of the file is which field. What was recognised is filled in. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { useLanguage } from '../i18n/index.ts';
import type { Checked, Opened, Table } from './ImportPage.tsx';
import styles from './Exchange.module.css';

export interface MapColumnsProps {
  readonly table: Table;
  readonly file: string;
  readonly opened: Opened;
  readonly onBack: () => void;
  /** Another sheet was chosen. */
  readonly onReopened: (opened: Opened) => void;
  readonly onChecked: (checked: Checked) => void;
}

export function MapColumns({ table, file, opened, onBack, onReopened, onChecked }: MapColumnsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const check = useForm('import.check');
  const reopen = useForm('import.open');
  const [fields, setFields] = useState<ReadonlyMap<number, string | null>>(new Map(opened.columns.map(({ column, field }) => [column, field])));
  const problem = check.generalError([]) ?? reopen.generalError([]);

  /** A field has one column: the one chosen last. */
  function choose(column: number, field: string | null): void {
    const next = new Map([...fields].map(([each, chosen]) => [each, field !== null && chosen === field ? null : chosen]));
    setFields(next.set(column, field));
  }

  async function submit(): Promise<void> {
    const mapping = [...fields].flatMap(([column, field]) => (field === null ? [] : [{ column, field }]));
    const checked = await check.submit({ import: opened.import, mapping });
    if (checked !== undefined) onChecked(checked);
  }

  async function openSheet(sheet: string | null): Promise<void> {
    if (sheet === null) return;
    const again = await reopen.submit({ table: table.table, file, name: opened.name, sheet });
    if (again !== undefined) onReopened(again);
  }

  const data = table.fields.map(({ field, name, required }) => ({ value: field, label: `${name[language]}${required ? ' *' : ''}` }));
  return (
    <>
      <div className={styles.bar}>
        <span>{t('exchange.found', { count: opened.rows, row: opened.headerRow })}</span>
        {opened.encoding === null ? null : <span className="quiet">{t('exchange.readAs', { encoding: opened.encoding.toUpperCase() })}</span>}
        {opened.sheets.length < 2 ? null : (
          <Select aria-label={t('exchange.sheet')} value={opened.sheet} data={[...opened.sheets]} allowDeselect={false} onChange={(sheet) => void openSheet(sheet)} />
        )}
      </div>
      <table className={styles.columns}>
        <thead>
          <tr>
            <th scope="col">{t('exchange.column')}</th>
            <th scope="col">{t('exchange.samples')}</th>
            <th scope="col">{t('exchange.field')}</th>
          </tr>
        </thead>
        <tbody>
          {opened.columns.map(({ column, header, samples }) => (
            <tr key={column}>
              <td>{header === '' ? t('exchange.unnamed', { column: column + 1 }) : header}</td>
              <td className={styles.samples}>{samples.join(' · ')}</td>
              <td>
                <Select
                  aria-label={t('exchange.fieldOf', { column: header })}
                  placeholder={t('exchange.ignored')}
                  clearable
                  clearButtonProps={{ 'aria-label': t('design.clear') }}
                  value={fields.get(column) ?? null}
                  data={data}
                  onChange={(field) => choose(column, field)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button onClick={onBack}>{t('exchange.otherFile')}</Button>
        <Button variant="filled" loading={check.running || reopen.running} onClick={() => void submit()}>
          {t('exchange.check')}
        </Button>
      </div>
    </>
  );
}
