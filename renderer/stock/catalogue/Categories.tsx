/** The tree of categories: added, renamed and moved under another at headquarters. */
import { Button, Select, TextInput } from '@mantine/core';
import { FolderTree, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useLive } from '../../app/office-context.tsx';
import type { RowOf } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { useMay } from '../../app/session.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { plainTyped } from '../../design/format/typed.ts';
import { categoryChoices, categoryTree } from './category-tree.ts';
import { FormLine } from './FormLine.tsx';

type Category = RowOf<'category.list'>;
interface TreeRow {
  readonly category: Category;
  readonly depth: number;
}

export function Categories() {
  const { t } = useTranslation();
  const mayChange = useMay('category.update');
  const list = useLive('category.list', {}).value?.rows;
  const [open, setOpen] = useState<Category | 'new' | undefined>(undefined);
  const columns = useMemo<readonly DataColumn<TreeRow>[]>(
    () => [
      { id: 'name', header: t('stock.category.name'), value: ({ category }) => category.name, width: { grow: 1, least: 240 }, cell: ({ category, depth }) => <span style={{ paddingInlineStart: depth * 20 }}>{category.name}</span> },
      { id: 'countDays', header: t('stock.category.countDays'), align: 'end', value: ({ category }) => category.countDays ?? '', width: 150, cell: ({ category }) => (category.countDays === null ? '–' : t('stock.category.days', { count: category.countDays })) },
      { id: 'items', header: t('stock.category.items'), align: 'end', value: ({ category }) => category.items, width: 110 },
    ],
    [t],
  );
  if (list === undefined) return <Skeleton />;
  return (
    <DataTable
      label={t('stock.catalogue.tabs.categories')}
      columns={columns}
      rows={categoryTree(list)}
      rowKey={({ category }) => category.id}
      {...(mayChange ? { onOpen: ({ category }: TreeRow) => setOpen(category) } : {})}
      bar={
        open !== undefined ? (
          <CategoryForm key={open === 'new' ? 'new' : open.id} category={open === 'new' ? undefined : open} all={list} onClose={() => setOpen(undefined)} />
        ) : mayChange ? (
          <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setOpen('new')}>
            {t('stock.category.create')}
          </Button>
        ) : undefined
      }
      empty={<EmptyState icon={FolderTree} title={t('stock.category.empty')} hint={t('stock.category.emptyHint')} />}
    />
  );
}

function CategoryForm({ category, all, onClose }: { readonly category: Category | undefined; readonly all: readonly Category[]; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const create = useForm('category.create');
  const update = useForm('category.update');
  const form = category === undefined ? create : update;
  const [name, setName] = useState(category?.name ?? '');
  const [parent, setParent] = useState(category?.parent ?? null);
  const [days, setDays] = useState(category?.countDays?.toString() ?? '');
  const countDays = plainTyped(days) === '' ? null : Number(plainTyped(days));
  async function submit(): Promise<void> {
    const written = await (category === undefined
      ? create.submit({ name, ...(parent === null ? {} : { parent }), ...(countDays === null ? {} : { countDays }) })
      : update.submit({ category: category.id, ...(name === category.name ? {} : { name }), ...(parent === category.parent ? {} : { parent }), ...(countDays === category.countDays ? {} : { countDays }) }));
    if (written === undefined) return;
    say.done(t('stock.category.done', { name: written.name }));
    onClose();
  }
  return (
    <FormLine running={form.running} problem={form.generalError(['name', 'parent', 'countDays'])} onSubmit={() => void submit()} onClose={onClose}>
      <TextInput
        autoFocus
        required
        w={200}
        aria-label={t('stock.category.name')}
        placeholder={t('stock.category.name')}
        value={name}
        error={form.errorOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        w={200}
        clearable
        searchable
        aria-label={t('stock.category.parent')}
        placeholder={t('stock.category.root')}
        data={categoryChoices(all.filter(({ id }) => id !== category?.id))}
        value={parent}
        error={form.errorOf('parent')}
        onChange={setParent}
      />
      <TextInput
        w={170}
        inputMode="numeric"
        aria-label={t('stock.category.countDays')}
        placeholder={t('stock.category.countDaysHint')}
        title={t('stock.category.countDaysTitle')}
        value={days}
        error={form.errorOf('countDays')}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
    </FormLine>
  );
}
