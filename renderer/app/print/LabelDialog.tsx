/** Prints labels of items and of locations, on a roll or on sheets. */
import { ActionIcon, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainTyped } from '../../design/format/typed.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useLive, useOffice } from '../office-context.tsx';
import { useSession } from '../session.tsx';
import { useRefusalText } from '../use-refusal-text.ts';
import { fileName } from './file-name.ts';
import { labelDocument, MOST_LABELS } from './print-document.ts';
import { readPrintChoices, rememberPrintChoices } from './print-choices.ts';
import { PrintLayout, tryToMake, type Made } from './PrintLayout.tsx';
import { LABEL_SIZES } from './sizes.ts';
import { useItems, type PrintItem } from './use-items.ts';
import { usePrintFrame } from './use-print-frame.ts';
import styles from './Print.module.css';

export interface LabelDialogProps {
  readonly items: readonly string[];
  readonly lot?: string | undefined;
  /** Codes of locations, where labels of these are wanted. */
  readonly locations?: readonly string[];
  readonly onClose: () => void;
}

export function LabelDialog({ items: wanted, lot, locations: given, onClose }: LabelDialogProps) {
  const { t } = useTranslation();
  const call = useOffice();
  const { office } = useSession();
  const screenLanguage = useLanguage();
  const [language, setLanguage] = useState(screenLanguage);
  const [of, setOf] = useState<'item' | 'location'>(given === undefined ? 'item' : 'location');
  const [references, setReferences] = useState(wanted);
  const [typed, setTyped] = useState('');
  const [unknown, setUnknown] = useState<string | undefined>(undefined);
  const [locations, setLocations] = useState(given?.join('\n') ?? '');
  const [sizeId, setSizeId] = useState(() => readPrintChoices().labelSize);
  const [copyBy, setCopyBy] = useState(() => readPrintChoices().copies);
  const [copies, setCopies] = useState(1);
  const [start, setStart] = useState(1);
  const size = LABEL_SIZES.find(({ id }) => id === sizeId) ?? LABEL_SIZES[0];
  const places = size.sheet === undefined ? 1 : size.sheet.columns * size.sheet.rows;
  const items = useItems(references);
  const named = useMemo(() => locations.split('\n').map(plainTyped).filter((location) => location !== ''), [locations]);
  const name = of === 'item'
    ? fileName(t('print.labelsFile'), items.map((item) => [item.code, item.name, ...(lot === undefined ? [] : [lot])].join(' ')), (count) => t('print.moreItems', { count }))
    : fileName(t('print.locationLabelsFile'), named, (count) => t('print.moreLocations', { count }));
  const { frame } = usePrintFrame(language, office.code);
  const template = useLive('print.template', { name: of === 'item' ? 'item-label' : 'location-label' });
  const problem = useRefusalText(template.refusal, 'print.template');

  const made = useMemo<Made>(() => {
    const read = template.value;
    if (read === undefined) return undefined;
    const common = { template: { html: read.html, words: read.words[language] }, size, start, frame };
    const copiesOf = (item: PrintItem): number => (copyBy === 'fixed' ? copies : onHand(item, office.code));
    if (of === 'item') {
      const labels = items.map((item) => ({ data: labelOf(item, lot, office.code), copies: copiesOf(item) }));
      return tryToMake(() => labelDocument({ ...common, name: 'item-label', labels }));
    }
    const labels = named.map((location) => ({ data: { location, office: office.code, officeName: office.name }, copies }));
    return tryToMake(() => labelDocument({ ...common, name: 'location-label', labels }));
    // oxlint-disable-next-line react/exhaustive-deps -- the frame is new each time; its words change by the minute
  }, [template.value, language, size, start, of, items, named, lot, copies, copyBy, office, frame.printedAt]);
  const asked = of === 'item' ? items.reduce((sum, item) => sum + (copyBy === 'fixed' ? copies : onHand(item, office.code)), 0) : 0;

  async function add(): Promise<void> {
    const text = plainTyped(typed);
    if (text === '') return;
    const found = await call.call('item.read', { item: text });
    setUnknown(found.ok ? undefined : t('print.unknownItem', { text }));
    if (!found.ok) return;
    setTyped('');
    setReferences((before) => (before.includes(found.value.id) ? before : [...before, found.value.id]));
  }

  return (
    <PrintLayout
      title={t('print.labels')}
      name={name}
      made={made}
      problem={problem ?? (asked > MOST_LABELS ? t('print.tooMany', { count: asked, most: MOST_LABELS }) : undefined)}
      hint={of === 'item' ? t(items.length === 0 ? 'print.noItems' : 'print.noneOnHand') : t('print.noLocations')}
      language={language}
      onLanguage={setLanguage}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('print.labels')}
        value={of}
        data={[
          { value: 'item', label: t('print.ofItems') },
          { value: 'location', label: t('print.ofLocations') },
        ]}
        onChange={(value) => setOf(value === 'location' ? 'location' : 'item')}
      />
      <Select
        label={t('print.labelSize')}
        allowDeselect={false}
        value={size.id}
        data={LABEL_SIZES.map(({ id, widthMm, heightMm, sheet }) => ({
          value: id,
          label: sheet === undefined ? t('print.roll', { width: widthMm, height: heightMm }) : t('print.sheetOf', { columns: sheet.columns, rows: sheet.rows, width: widthMm, height: heightMm }),
        }))}
        onChange={(id) => {
          setSizeId(id ?? '');
          rememberPrintChoices({ labelSize: id ?? '' });
        }}
      />
      {size.sheet === undefined ? null : <NumberInput label={t('print.start')} min={1} max={places} clampBehavior="strict" value={Math.min(start, places)} onChange={(value) => setStart(Number(value) || 1)} />}
      {of === 'item' ? (
        <SegmentedControl
          aria-label={t('print.copies')}
          value={copyBy}
          data={[
            { value: 'fixed', label: t('print.fixed') },
            { value: 'on-hand', label: t('print.onHand') },
          ]}
          onChange={(value) => {
            const chosen = value === 'on-hand' ? 'on-hand' : 'fixed';
            setCopyBy(chosen);
            rememberPrintChoices({ copies: chosen });
          }}
        />
      ) : null}
      {of === 'item' && copyBy === 'on-hand' ? null : <NumberInput label={t('print.copies')} min={1} max={500} clampBehavior="strict" value={copies} onChange={(value) => setCopies(Number(value) || 1)} />}
      {of === 'item' ? (
        <>
          <TextInput
            label={t('print.addItem')}
            value={typed}
            error={unknown}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              void add();
            }}
          />
          {items.length === 0 ? null : (
            <ul className={styles.list} aria-label={t('print.ofItems')}>
              {items.map((item) => (
                <li key={item.id}>
                  <span className={styles.name} title={item.name}>
                    <strong>{item.code}</strong> {item.name}
                  </span>
                  <span className="quiet tabular">×{copyBy === 'fixed' ? copies : onHand(item, office.code)}</span>
                  <ActionIcon size="sm" aria-label={t('print.leaveOut', { item: item.code })} onClick={() => setReferences((before) => before.filter((each) => each !== item.id && each !== item.code))}>
                    <X size={13} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <Textarea label={t('print.locations')} description={t('print.locationsHint')} minRows={4} autosize value={locations} onChange={(event) => setLocations(event.currentTarget.value)} />
      )}
    </PrintLayout>
  );
}

/** Whole units on hand at an office, none where it is below zero. */
function onHand(item: PrintItem, office: string): number {
  return Math.max(0, Math.floor(Number(item.balances.find((balance) => balance.office === office)?.quantity ?? 0)));
}

function labelOf({ code, name, nameEn, unit, barcode, category }: PrintItem, lot: string | undefined, office: string) {
  return { code, name, unit, office, ...(nameEn === null ? {} : { nameEn }), ...(barcode === null ? {} : { barcode }), ...(category === null ? {} : { category }), ...(lot === undefined ? {} : { lot }) };
}
