/** What is known of an item, in its drawer: facts, units and barcodes, reorder points by office. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useLive } from '../../app/office-context.tsx';
import type { Output } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { useMay } from '../../app/session.tsx';
import { OfficeChip } from '../../design/Chip.tsx';
import { plainTyped } from '../../design/format/typed.ts';
import { Section } from '../../design/Page.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { fieldName } from './custom-fields.ts';
import styles from '../Stock.module.css';

type Item = Output<'item.read'>;

export function ItemFacts({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const facts: readonly (readonly [string, string])[] = [
    [t('stock.columns.category'), item.categoryPath.map(({ name }) => name).join(' / ')],
    [t('stock.itemForm.nameEn'), item.nameEn ?? ''],
    [t('stock.item.price'), item.price ?? ''],
    [t('stock.itemForm.tracking'), t(`stock.trackings.${item.tracking}`)],
    [t('stock.itemForm.shelfLifeDays'), item.shelfLifeDays === null ? '' : String(item.shelfLifeDays)],
    [t('stock.itemForm.supplier'), item.supplier === null ? '' : `${item.supplier.code} ${item.supplier.name}`],
    ...item.custom.map((field) => [fieldName(field, language), field.value] as const),
    [t('stock.item.merged'), item.merged.map(({ code, name }) => [code, name].filter((part) => part !== null).join(' ')).join('、')],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
      </dl>
      {item.packs.length + item.barcodes.length === 0 ? null : (
        <Section title={t('stock.item.units')}>
          <table className={styles.list}>
            <tbody>
              {item.packs.map(({ unit, quantity }) => (
                <tr key={`pack ${unit}`}>
                  <td>{unit}</td>
                  <td className={styles.end}>
                    <Quantity value={quantity} unit={item.unit} />
                  </td>
                </tr>
              ))}
              {item.barcodes.map(({ code, unit, quantity }) => (
                <tr key={code}>
                  <td className="tabular">{code}</td>
                  <td className={styles.end}>
                    <Quantity value={quantity} unit={item.unit} />
                    {unit === item.unit ? null : <span className="quiet"> ({unit})</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <Levels item={item} />
    </>
  );
}

/** Reorder point and target of each office; those who may change them at headquarters do so in place. */
function Levels({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const maySet = useMay('item.setLevel') && item.proposedBy === null;
  const offices = useLive('office.list', maySet ? { limit: 1000 } : undefined).value?.rows ?? [];
  const [open, setOpen] = useState<string | undefined>(undefined);
  const codes = [...new Set([...item.levels.map(({ office }) => office), ...offices.map(({ code }) => code)])].toSorted();
  if (codes.length === 0) return null;
  return (
    <Section title={t('stock.item.levels')}>
      <table className={styles.list}>
        <thead>
          <tr>
            <th>{t('stock.columns.office')}</th>
            <th>{t('stock.item.point')}</th>
            <th>{t('stock.item.target')}</th>
            <th aria-label={t('design.table.actions')} />
          </tr>
        </thead>
        <tbody>
          {codes.map((office) => {
            const level = item.levels.find((each) => each.office === office);
            if (open === office) return <LevelForm key={office} item={item} office={office} onClose={() => setOpen(undefined)} />;
            return (
              <tr key={office}>
                <td>
                  <OfficeChip code={office} />
                </td>
                <td className="tabular">{level?.point ?? '–'}</td>
                <td className="tabular">{level?.target ?? '–'}</td>
                <td className={styles.end}>
                  {maySet ? (
                    <Button size="compact-xs" variant="subtle" aria-label={t('stock.item.setLevelOf', { office })} onClick={() => setOpen(office)}>
                      {t('stock.item.setLevel')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function LevelForm({ item, office, onClose }: { readonly item: Item; readonly office: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('item.setLevel');
  const level = item.levels.find((each) => each.office === office);
  const [point, setPoint] = useState(level?.point ?? '');
  const [target, setTarget] = useState(level?.target ?? '');
  async function submit(): Promise<void> {
    const none = (text: string): string | null => (text === '' ? null : plainTyped(text));
    if ((await form.submit({ item: item.id, office, point: none(point), target: none(target) })) === undefined) return;
    say.done(t('stock.item.levelDone', { office }));
    onClose();
  }
  const id = `level-${office}`;
  return (
    <tr>
      <td>
        <OfficeChip code={office} />
        <form
          id={id}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        />
      </td>
      <td>
        <TextInput form={id} autoFocus w={84} aria-label={t('stock.item.point')} value={point} error={form.errorOf('point')} onChange={(event) => setPoint(event.currentTarget.value)} />
      </td>
      <td>
        <TextInput
          form={id}
          w={84}
          aria-label={t('stock.item.target')}
          value={target}
          error={form.errorOf('target') ?? form.generalError(['point', 'target'])}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
      </td>
      <td className={styles.end}>
        <Button form={id} type="submit" size="compact-xs" variant="filled" loading={form.running}>
          {t('stock.itemForm.save')}
        </Button>
      </td>
    </tr>
  );
}
