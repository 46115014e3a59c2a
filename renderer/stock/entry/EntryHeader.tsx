import { Select, TextInput } from '@mantine/core';
import { useEffect, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../app/office-context.tsx';
import { useSession } from '../../app/session.tsx';
import { reasonText } from '../reason.ts';
import type { Entry } from './entry.ts';
import { KIND_FACTS } from './entry-kinds.ts';
import type { EntryState } from './entry-state.ts';
import styles from './Entry.module.css';

const PARTNERS = 20;

export interface EntryHeaderProps {
  readonly entry: Entry;
  readonly state: EntryState;
  readonly first: Ref<HTMLInputElement>;
  /** Back to the scan field. */
  readonly onDone: () => void;
}

/** What holds for all lines: where to, why, with whom. After each choice the scan field has the focus again. */
export function EntryHeader({ entry, state: { content, posting }, first, onDone }: EntryHeaderProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { reasons, partner } = KIND_FACTS[entry.kind];
  const offices = (useLive('office.list', { limit: 1000 }).value?.rows ?? []).filter((office) => office.code !== session.office.code);
  const only = entry.kind === 'transfer' && offices.length === 1 ? offices[0]?.code : undefined;
  useEffect(() => {
    if (only !== undefined && content.to === '') entry.header({ to: only });
  }, [entry, only, content.to]);
  return (
    <div className={styles.settings}>
      {entry.kind === 'transfer' ? (
        <Select
          ref={first}
          w={200}
          required
          disabled={posting}
          label={t('entry.to')}
          placeholder={offices.length === 0 ? t('entry.noOtherOffice') : t('entry.chooseTo')}
          value={content.to === '' ? null : content.to}
          data={offices.map((office) => ({ value: office.code, label: `${office.code} ${office.name}` }))}
          onChange={(code) => {
            entry.header({ to: code ?? '' });
            onDone();
          }}
        />
      ) : null}
      {partner === undefined ? null : <PartnerField entry={entry} state={content.partner} role={partner} first={first} onDone={onDone} />}
      {reasons.length === 0 ? null : (
        <Select
          w={130}
          allowDeselect={false}
          label={t('stock.columns.reason')}
          value={content.reason}
          data={reasons.map((value) => ({ value, label: reasonText(value, t) }))}
          onChange={(value) => {
            entry.header({ reason: value ?? content.reason });
            onDone();
          }}
        />
      )}
      <TextInput
        {...(partner === undefined && entry.kind !== 'transfer' ? { ref: first } : {})}
        w={160}
        label={t('stock.columns.reference')}
        value={content.reference}
        maxLength={200}
        onChange={(event) => entry.header({ reference: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onDone();
        }}
      />
      {content.location === '' ? null : (
        <TextInput w={130} readOnly label={t('entry.currentLocation')} value={content.location} onKeyDown={(event) => {
          if (event.key === 'Delete' || event.key === 'Backspace') {
            entry.header({ location: '' });
            onDone();
          }
        }} />
      )}
    </div>
  );
}

interface PartnerFieldProps {
  readonly entry: Entry;
  readonly state: { readonly id: string; readonly name: string } | undefined;
  readonly role: 'supplier' | 'customer';
  readonly first: Ref<HTMLInputElement>;
  readonly onDone: () => void;
}

/** Found by name, pinyin or code. */
function PartnerField({ entry, state, role, first, onDone }: PartnerFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const chosen = state === undefined ? undefined : { value: state.id, label: state.name };
  const rows = useLive('partner.list', { role, discontinued: false, limit: PARTNERS, ...(text === '' || text === chosen?.label ? {} : { text }) }).value?.rows ?? [];
  const found = rows.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
  const data = chosen === undefined || found.some(({ value }) => value === chosen.value) ? found : [chosen, ...found];
  return (
    <Select
      ref={first}
      w={210}
      label={t(`entry.partner.${role}`)}
      placeholder={t('entry.partner.placeholder')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('entry.partner.clear'), tabIndex: -1 }}
      nothingFoundMessage={t('entry.partner.none')}
      selectFirstOptionOnChange
      // The office has searched already, by pinyin too.
      filter={({ options }) => options}
      data={data}
      value={state?.id ?? null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => {
        const picked = data.find(({ value }) => value === id);
        entry.header({ partner: picked === undefined ? undefined : { id: picked.value, name: picked.label } });
        onDone();
      }}
    />
  );
}
