/** Changes an order: quantities, prices and the due day. Only what was changed is said, so that others' changes stay. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import { useSay } from '../app/say.ts';
import { DayInput } from '../design/DayInput.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { plainTyped } from '../design/format/typed.ts';
import { Section } from '../design/Page.tsx';
import type { ReadOrder } from './order-types.ts';
import { DrawerForm } from './DrawerForm.tsx';
import styles from './Orders.module.css';

interface Values {
  readonly quantity: string;
  readonly price: string;
}

export function AmendOrder({ order, onClose }: { readonly order: ReadOrder; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('order.amend');
  const [due, setDue] = useState(order.due);
  const [note, setNote] = useState(order.note ?? '');
  const [values, setValues] = useState<ReadonlyMap<number, Values>>(() => new Map(order.lines.map(({ line, quantity, price }) => [line, { quantity, price: price ?? '' }])));
  const set = (line: number, part: Partial<Values>): void => setValues((before) => new Map([...before, [line, { ...(before.get(line) ?? { quantity: '', price: '' }), ...part }]]));
  const collided = new Set(order.collided.map(({ field }) => field));
  const general = form.generalError(['due', 'note']);

  async function save(): Promise<void> {
    const lines = order.lines.flatMap(({ line, quantity, price }) => {
      const now = values.get(line);
      if (now === undefined) return [];
      const change = {
        // A value that was changed apart is settled by saying it once more.
        ...(now.quantity === quantity && !collided.has(`line/${String(line)}/quantity`) ? {} : { quantity: plainTyped(now.quantity) }),
        ...(now.price === '' || (now.price === (price ?? '') && !collided.has(`line/${String(line)}/price`)) ? {} : { unitPrice: plainTyped(now.price) }),
      };
      return Object.keys(change).length === 0 ? [] : [{ line, ...change }];
    });
    const output = await form.submit({
      order: order.id,
      ...(due === order.due && !collided.has('due') ? {} : { due }),
      ...(note === (order.note ?? '') && !collided.has('note') ? {} : { note }),
      lines,
    });
    if (output === undefined) return;
    say.done(t('orders.drawer.amended', { number: order.number }));
    onClose();
  }

  return (
    <Section title={t('orders.drawer.amend')}>
      <DrawerForm onSubmit={() => void save()} onClose={onClose}>
        <div className={styles.pair}>
          <DayInput
            clearable
            label={t('orders.form.due')}
            value={due}
            error={form.errorOf('due')}
            onChange={setDue}
          />
          <TextInput label={t('orders.form.note')} value={note} error={form.errorOf('note')} onChange={(event) => setNote(event.currentTarget.value)} />
        </div>
        {order.lines.map((line, index) => (
          <div key={line.line} className={styles.pair}>
            <TextInput
              autoFocus={index === 0}
              label={`${line.item} ${line.itemName}`}
              aria-label={`${t('orders.drawer.amendOf', { line: line.line })} ${t('orders.form.quantity')}`}
              inputMode="decimal"
              rightSectionWidth={44}
              rightSection={<span className="quiet">{line.unit}</span>}
              value={values.get(line.line)?.quantity ?? ''}
              onChange={(event) => set(line.line, { quantity: event.currentTarget.value })}
            />
            <TextInput
              label={t('orders.form.price')}
              aria-label={`${t('orders.drawer.amendOf', { line: line.line })} ${t('orders.form.price')}`}
              inputMode="decimal"
              value={values.get(line.line)?.price ?? ''}
              onChange={(event) => set(line.line, { price: event.currentTarget.value })}
            />
          </div>
        ))}
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running}>
            {t('orders.drawer.amendDo')}
          </Button>
          <Button type="button" onClick={onClose}>
            {t('frame.cancel')}
          </Button>
        </div>
      </DrawerForm>
    </Section>
  );
}
