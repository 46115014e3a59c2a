/** What the list of items is narrowed by of the fields that headquarters defines: all behind one button, which says what is set. */
import { Button, CloseButton, MultiSelect, Popover, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { ListFilter } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { isCustomNumber } from '#model/stock/custom-number.ts';
import { DayInput } from '../../design/DayInput.tsx';
import { plainTyped } from '../../design/format/typed.ts';
import { useLanguage } from '../../i18n/index.ts';
import { fieldName, type CustomField } from '../item/custom-fields.ts';
import { wantedWords, type CustomFilter, type Wanted } from './custom-filter.ts';
import styles from './CustomFilters.module.css';

/** Typing is waited out before the office is asked. */
const TYPING_PAUSE_MS = 250;

/** Lists and calendars that open in the panel stand in it, so that it stays open, and above what it scrolls. */
const INSIDE = { withinPortal: false, floatingStrategy: 'fixed', shadow: 'md' } as const;

export interface CustomFiltersProps {
  /** All that are defined, those out of use too. */
  readonly fields: readonly CustomField[];
  readonly filter: CustomFilter;
  /** Takes the parts that changed. */
  readonly onWanted: (field: string, wanted: Wanted) => void;
  /** Of one field, or of all. */
  readonly onClear: (field?: string) => void;
  /** Where there is no room: the button is its sign and how many are set. */
  readonly folded: boolean;
  readonly button: RefObject<HTMLButtonElement | null>;
}

export function CustomFilters({ fields, filter, onWanted, onClear, folded, button }: CustomFiltersProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [opened, setOpened] = useState(false);
  /** Fields are drawn anew once they are cleared, whatever stood half typed in them. */
  const [clearings, setClearings] = useState(0);
  const done = useRef<HTMLButtonElement>(null);
  const used = fields.filter(({ retired }) => !retired);
  const place = new Map(fields.map(({ id }, index) => [id, index]));
  const set = Object.entries(filter)
    .toSorted(([one], [other]) => (place.get(one) ?? fields.length) - (place.get(other) ?? fields.length))
    .map(([id, wanted]) => {
      const field = fields[place.get(id) ?? -1];
      return { id, stale: field?.retired !== false, words: wantedWords(field ?? { name: t('stock.customFilter.unknown'), nameEn: null }, wanted, language) };
    });
  const stale = set.filter((each) => each.stale);
  if (used.length === 0 && set.length === 0) return null;
  const said = set.map(({ words }) => words).join(language === 'zh' ? '；' : '; ');
  const name = set.length === 0 ? t('stock.customFilter.label') : t('stock.customFilter.labelSet', { number: set.length, filters: said });
  /** What clears goes with what it clears, or rests: the focus goes on beside it. */
  function clear(next: HTMLButtonElement | null, field?: string): void {
    onClear(field);
    if (field === undefined) setClearings((count) => count + 1);
    next?.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    // A calendar that is open inside closes alone, as a list does.
    if (event.currentTarget.querySelector('[data-dates-dropdown]') === null) setOpened(false);
  }
  return (
    <div className={styles.control}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus returnFocus closeOnEscape={false}>
        <Popover.Target>
          <Button
            ref={button}
            className={styles.button ?? ''}
            variant={set.length === 0 ? 'default' : 'light'}
            px="xs"
            leftSection={<ListFilter size={14} aria-hidden />}
            rightSection={folded || set.length < 2 ? null : `+${String(set.length - 1)}`}
            // Where words stand on it they are its name, and this says the rest.
            aria-label={folded ? name : undefined}
            title={name}
            onClick={() => setOpened(!opened)}
          >
            {folded ? (set.length === 0 ? null : set.length) : <span className={styles.words}>{set[0]?.words ?? t('stock.customFilter.word')}</span>}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={styles.panel ?? ''} onKeyDown={onKeyDown}>
          <form
            className={styles.panel}
            onSubmit={(event) => {
              event.preventDefault();
              setOpened(false);
            }}
          >
            <div key={clearings} className={styles.fields}>
              {used.map((field) => (
                <FieldFilter key={field.id} field={field} wanted={filter[field.id] ?? {}} onWanted={(wanted) => onWanted(field.id, wanted)} />
              ))}
              {stale.map(({ id, words }) => (
                <div key={id} className={styles.stale}>
                  <span>{t('stock.customFilter.stale', { filter: words })}</span>
                  <Button size="compact-xs" variant="subtle" onClick={() => clear(done.current, id)}>
                    {t('stock.customFilter.remove')}
                  </Button>
                </div>
              ))}
            </div>
            <div className={styles.buttons}>
              <Button variant="subtle" disabled={set.length === 0} onClick={() => clear(done.current)}>
                {t('stock.customFilter.clear')}
              </Button>
              <Button ref={done} type="submit" variant="filled">
                {t('stock.customFilter.done')}
              </Button>
            </div>
          </form>
        </Popover.Dropdown>
      </Popover>
      {set.length === 0 || folded ? null : <CloseButton size="sm" aria-label={t('stock.customFilter.clearAll')} title={t('stock.customFilter.clearAll')} onClick={() => clear(button.current)} />}
    </div>
  );
}

interface FieldFilterProps {
  readonly field: CustomField;
  readonly wanted: Wanted;
  readonly onWanted: (wanted: Wanted) => void;
}

function FieldFilter({ field, wanted, onWanted }: FieldFilterProps) {
  const { t } = useTranslation();
  const name = fieldName(field, useLanguage());
  switch (field.type) {
    case 'text':
      return <TypedFilter label={name} placeholder={t('stock.customFilter.contains')} value={wanted.text ?? ''} onChange={(text) => onWanted({ text })} />;
    case 'choice':
      return (
        <MultiSelect
          size="xs"
          searchable
          selectFirstOptionOnChange
          clearable
          clearButtonProps={{ 'aria-label': t('design.clear') }}
          comboboxProps={INSIDE}
          label={name}
          placeholder={(wanted.choices ?? []).length === 0 ? t('stock.customFilter.oneOf') : ''}
          nothingFoundMessage={t('stock.customFilter.noChoice')}
          // What is filtered by stays, though it may be offered no more.
          data={[...new Set([...field.choices, ...(wanted.choices ?? [])])]}
          value={wanted.choices ?? []}
          onChange={(choices) => onWanted({ choices })}
        />
      );
    case 'number':
      return (
        <Pair name={name}>
          {(['least', 'most'] as const).map((limit) => (
            <TypedFilter
              key={limit}
              number
              aria-label={t(`stock.customFilter.${limit}`, { name })}
              placeholder={t(`stock.customFilter.${limit}Hint`)}
              value={wanted[limit] ?? ''}
              onChange={(value) => onWanted({ [limit]: value })}
            />
          ))}
        </Pair>
      );
    case 'date':
      return (
        <Pair name={name}>
          {(['from', 'until'] as const).map((limit) => (
            <DayInput
              key={limit}
              clearable
              popoverProps={INSIDE}
              aria-label={t(`stock.customFilter.${limit}`, { name })}
              placeholder={t(`stock.customFilter.${limit}Hint`)}
              value={wanted[limit] ?? null}
              onChange={(day) => onWanted({ [limit]: day ?? '' })}
            />
          ))}
        </Pair>
      );
  }
}

/** A first and a last limit under the field's name. */
function Pair({ name, children: [first, last] }: { readonly name: string; readonly children: readonly React.ReactNode[] }) {
  return (
    <fieldset className={styles.group}>
      <legend>{name}</legend>
      <div className={styles.pair}>
        {first}
        <span aria-hidden>–</span>
        {last}
      </div>
    </fieldset>
  );
}

interface TypedFilterProps {
  readonly label?: string;
  readonly 'aria-label'?: string;
  readonly placeholder: string;
  readonly number?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What is typed counts after a pause, or as the field is left. A number that is none waits until it is one. */
function TypedFilter({ number = false, value, onChange, ...input }: TypedFilterProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const told = number ? plainTyped(typed) : typed.trim();
  const wrong = number && told !== '' && told !== '-' && !isCustomNumber(told);
  const tell = useDebouncedCallback(onChange, { delay: TYPING_PAUSE_MS, flushOnUnmount: true });
  return (
    <TextInput
      {...input}
      maxLength={200}
      inputMode={number ? 'decimal' : undefined}
      value={typed}
      error={wrong ? t('stock.customFilter.noNumber') : undefined}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text);
        const next = number ? plainTyped(text) : text.trim();
        tell.cancel();
        if (!number || next === '' || isCustomNumber(next)) tell(next);
      }}
      onBlur={() => tell.flush()}
    />
  );
}
