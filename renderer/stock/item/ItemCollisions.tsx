/** Values of one field that were given apart, beside each other: one key takes either, and it is then the only one. */
import { Button } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/office-context.tsx';
import type { Input, Output } from '../../app/office.ts';
import { useMay } from '../../app/session.tsx';
import { Chip } from '../../design/Chip.tsx';
import { Moment } from '../../design/Moment.tsx';
import { Section } from '../../design/Page.tsx';
import styles from '../Stock.module.css';

type Item = Output<'item.read'>;

/** Fields that are taken over as they stand; the others are settled in the form. */
const PLAIN = ['code', 'name', 'nameEn', 'unit', 'tracking', 'shelfLifeDays', 'category', 'supplier'] as const;

function changeOf(field: string, value: unknown): Partial<Input<'item.update'>> | undefined {
  if (field === 'price') return { price: value === null ? null : (Number(value) / 100).toFixed(2) };
  if (field === 'discontinued') return { discontinued: value === true };
  return PLAIN.some((plain) => plain === field) ? { [field]: value } : undefined;
}

export function ItemCollisions({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const mayUpdate = useMay('item.update');
  const update = useCommand('item.update');
  if (item.collisions.length === 0) return null;
  return (
    <Section title={t('stock.item.collisions')}>
      <p className="quiet">{t('stock.item.collisionsHint')}</p>
      <table className={styles.list}>
        <tbody>
          {item.collisions.flatMap(({ field, values }) =>
            values.map(({ value, byName, atMs }, index) => {
              const change = changeOf(field, value);
              return (
                <tr key={`${field} ${String(atMs)} ${byName}`}>
                  <td>{index === 0 ? <Chip tone="warn" icon={TriangleAlert}>{t(`stock.itemForm.${field as 'name'}`, { defaultValue: field })}</Chip> : null}</td>
                  <td>{typeof value === 'string' ? value : field === 'price' ? (Number(value) / 100).toFixed(2) : JSON.stringify(value)}</td>
                  <td className="quiet">
                    {byName} · <Moment ms={atMs} />
                  </td>
                  <td className={styles.end}>
                    {mayUpdate && change !== undefined ? (
                      <Button size="compact-xs" loading={update.running} onClick={() => void update.run({ item: item.id, ...change })}>
                        {t('stock.item.take')}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </Section>
  );
}
