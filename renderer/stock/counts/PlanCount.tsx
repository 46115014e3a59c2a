import { Button, Checkbox, MultiSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { useForm } from '../../app/form.ts';
import { ItemOption } from '../../app/ItemThumb.tsx';
import { useLive } from '../../app/office-context.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { dayOf } from '../../design/format/date.ts';
import { useNow } from '../../design/use-now.ts';
import styles from './Counts.module.css';

const SCOPES = ['all', 'locations', 'categories', 'items'] as const;
type Scope = (typeof SCOPES)[number];
interface Choice {
  readonly value: string;
  readonly label: string;
  readonly photo: boolean;
}
const TYPING_MS = 120;
const FOUND = 20;

/** Plans a count: what is counted, and whether whoever counts sees the books. */
export function PlanCount({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const now = useNow();
  const form = useForm('count.plan');
  const [title, setTitle] = useState<string>(() => t('counts.form.nameNow', { day: dayOf(now) }));
  const [scope, setScope] = useState<Scope>('all');
  const [locations, setLocations] = useState<string[]>([]);
  const [categories, setCategories] = useState<string[]>([]);
  const [items, setItems] = useState<readonly Choice[]>([]);
  const [sought, setSought] = useState('');
  const [asked] = useDebouncedValue(sought.trim(), TYPING_MS);
  const [blind, setBlind] = useState(true);
  const known = useLive('location.list', scope === 'locations' ? {} : undefined).value?.rows ?? [];
  const groups = useLive('category.list', scope === 'categories' ? {} : undefined).value?.rows ?? [];
  const found = useLive('item.list', scope === 'items' ? { text: asked, limit: FOUND } : undefined).value?.rows ?? [];
  const offered = found.map(({ id, code, name, photo }): Choice => ({ value: id, label: `${code} ${name}`, photo }));
  const pictured = offered.some(({ photo }) => photo);
  const general = form.generalError(['title', 'locations', 'categories', 'items']);

  async function submit(): Promise<void> {
    const output = await form.submit({ title, scope, locations, categories, items: items.map(({ value }) => value), blind });
    if (output !== undefined) void navigate(`/stock/counts/${output.id}`);
  }
  return (
    <Dialog onClose={onClose} size={520} title={t('counts.plan')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput data-autofocus required label={t('counts.form.name')} value={title} error={form.errorOf('title')} onChange={(event) => setTitle(event.currentTarget.value)} />
        <SegmentedControl
          fullWidth
          aria-label={t('counts.form.scope')}
          value={scope}
          data={SCOPES.map((value) => ({ value, label: t(`counts.scopes.${value}`) }))}
          onChange={(value) => setScope(value)}
        />
        {scope === 'locations' ? (
          <MultiSelect
            searchable
            label={t('counts.form.locations')}
            description={t('counts.form.locationsHint')}
            nothingFoundMessage={t('counts.form.nothingFound')}
            value={locations}
            data={[{ value: DEFAULT_LOCATION, label: t('stock.mainLocation') }, ...known.filter(({ code }) => code !== DEFAULT_LOCATION).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))]}
            error={form.errorOf('locations')}
            onChange={setLocations}
          />
        ) : null}
        {scope === 'categories' ? (
          <MultiSelect
            searchable
            label={t('counts.form.categories')}
            description={t('counts.form.categoriesHint')}
            nothingFoundMessage={t('counts.form.nothingFound')}
            value={categories}
            data={groups.map(({ id, name }) => ({ value: id, label: name }))}
            error={form.errorOf('categories')}
            onChange={setCategories}
          />
        ) : null}
        {scope === 'items' ? (
          <MultiSelect
            searchable
            selectFirstOptionOnChange
            label={t('counts.form.items')}
            description={t('counts.form.itemsHint')}
            nothingFoundMessage={t('counts.form.nothingFound')}
            searchValue={sought}
            onSearchChange={setSought}
            // What the core found may match by pinyin or barcode, which the label does not show.
            filter={({ options }) => options}
            renderOption={({ option }) => <ItemOption label={option.label} item={option.value} has={pictured ? offered.some(({ value, photo }) => value === option.value && photo) : undefined} />}
            value={items.map(({ value }) => value)}
            data={[...offered, ...items.filter(({ value }) => offered.every((each) => each.value !== value))]}
            error={form.errorOf('items')}
            onChange={(values) => setItems(values.flatMap((value) => [...items, ...offered].find((each) => each.value === value) ?? []))}
          />
        ) : null}
        <Checkbox label={t('counts.form.blind')} checked={blind} onChange={(event) => setBlind(event.currentTarget.checked)} />
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running}>
            {t('counts.form.submit')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
