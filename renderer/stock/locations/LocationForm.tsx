import { Select, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useSay } from '../../app/say.ts';
import { plainTyped } from '../../design/format/typed.ts';
import { FormLine } from '../catalogue/FormLine.tsx';
import type { Location } from './Locations.tsx';
import { locationTree, partsOf } from './location-tree.ts';

export interface LocationFormProps {
  /** What is changed; undefined adds one. */
  readonly location: Location | undefined;
  readonly all: readonly Location[];
  readonly onClose: () => void;
}

/** Adds locations one after the other, or changes one. The code stands on the shelf, so it never changes. */
export function LocationForm({ location, all, onClose }: LocationFormProps) {
  const { t } = useTranslation();
  const say = useSay();
  const first = useRef<HTMLInputElement>(null);
  const create = useForm('location.create');
  const update = useForm('location.update');
  const form = location === undefined ? create : update;
  const [code, setCode] = useState('');
  const [name, setName] = useState(location?.name ?? '');
  const [kind, setKind] = useState<Location['kind']>(location?.kind ?? 'shelf');
  const [parent, setParent] = useState(location?.parent ?? null);
  const parts = location === undefined ? new Set<string>() : partsOf(all, location.code);
  const parents = locationTree(all).filter((row) => !parts.has(row.location.code) && (!row.location.discontinued || row.location.code === parent));

  async function submit(): Promise<void> {
    if (location !== undefined) {
      const written = await update.submit({ location: location.code, name, kind, ...(parent === location.parent ? {} : { parent }) });
      if (written === undefined) return;
      say.done(t('places.locationChanged', { code: written.code }));
      onClose();
      return;
    }
    const written = await create.submit({ code: plainTyped(code), name, kind, ...(parent === null ? {} : { parent }) });
    if (written === undefined) return;
    say.done(t('places.locationAdded', { code: written.code, name: written.name }));
    // The next one is added at once: a store has many shelves.
    setCode('');
    setName('');
    first.current?.focus();
  }

  return (
    <FormLine running={form.running} problem={form.generalError(['code', 'name', 'kind', 'parent'])} onSubmit={() => void submit()} onClose={onClose}>
      {location === undefined ? (
        <TextInput ref={first} autoFocus required w={120} autoComplete="off" aria-label={t('places.code')} placeholder={t('places.codeHint')} value={code} error={create.errorOf('code')} onChange={(event) => setCode(event.currentTarget.value)} />
      ) : (
        <strong className="tabular">{location.code}</strong>
      )}
      <TextInput autoFocus={location !== undefined} required w={160} aria-label={t('stock.columns.name')} placeholder={t('stock.columns.name')} value={name} error={form.errorOf('name')} onChange={(event) => setName(event.currentTarget.value)} />
      <Select
        w={110}
        allowDeselect={false}
        aria-label={t('stock.columns.kind')}
        data={(['zone', 'shelf', 'quarantine'] as const).map((value) => ({ value, label: t(`places.kinds.${value}`) }))}
        value={kind}
        onChange={(value) => setKind(value as Location['kind'])}
      />
      <Select
        w={170}
        clearable
        clearButtonProps={{ 'aria-label': t('design.clear') }}
        searchable
        aria-label={t('places.parent')}
        placeholder={t('places.noParent')}
        data={parents.map((row) => ({ value: row.location.code, label: `${'\u3000'.repeat(row.depth)}${row.location.code} ${row.location.name}` }))}
        value={parent}
        error={form.errorOf('parent')}
        onChange={setParent}
      />
    </FormLine>
  );
}
