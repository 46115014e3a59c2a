/** Writes a list to a file, with the filters that it is shown by. A page may offer several lists. */
import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import type { Input } from '../office.ts';
import { useOffice } from '../office-context.tsx';
import { useSay } from '../say.ts';
import { saveFile } from './carry-file.ts';

const FORMATS = [
  { id: 'xlsx', format: 'xlsx', encoding: 'utf-8' },
  { id: 'csv', format: 'csv', encoding: 'utf-8' },
  { id: 'gbk', format: 'csv', encoding: 'gb18030' },
] as const;

export interface OfferedList {
  /** Id of the list, as the areas register it. */
  readonly list:
    | 'items'
    | 'partners'
    | 'balances'
    | 'movements'
    | 'transfers'
    | 'valuation'
    | 'expiring'
    | 'reorder'
    | 'idle'
    | 'ageing'
    | 'turnover'
    | 'places'
    | 'as-of'
    | 'history'
    | 'month'
    | 'month-adjustments';
  readonly filter?: NonNullable<Input<'export.create'>['filter']>;
}

export function ExportMenu({ lists }: { readonly lists: readonly OfferedList[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const office = useOffice();
  const say = useSay();
  const [running, setRunning] = useState(false);

  async function write({ list, filter = {} }: OfferedList, { format, encoding }: (typeof FORMATS)[number]): Promise<void> {
    setRunning(true);
    const made = await office.call('export.create', { list, format, encoding, language, filter });
    const saved = made.ok ? await saveFile(office, made.value.file, made.value.name) : made;
    setRunning(false);
    if (!made.ok) say.refusal(made.refusal, 'export.create');
    else if (!saved.ok) say.refusal(saved.refusal, 'file.download');
    else say.done(t('exchange.exported', { count: made.value.count, name: made.value.name }));
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button data-tool variant="subtle" title={t('exchange.export')} loading={running} leftSection={<Download size={14} aria-hidden />}>
          {t('exchange.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {lists.map((offered) => (
          <Fragment key={offered.list}>
            <Menu.Label>{t(`exchange.lists.${offered.list}`)}</Menu.Label>
            {FORMATS.map((each) => (
              <Menu.Item key={each.id} onClick={() => void write(offered, each)}>
                {t(`exchange.formats.${each.id}`)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
