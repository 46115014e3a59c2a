/** Receives or delivers what came or goes of an order this time: a document that names its lines. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useSay } from '../app/say.ts';
import { useSession } from '../app/session.tsx';
import { DayInput } from '../design/DayInput.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { plainTyped } from '../design/format/typed.ts';
import { KeyHint } from '../design/KeyHint.tsx';
import { Section } from '../design/Page.tsx';
import type { ReadOrder } from './order-types.ts';
import { DrawerForm } from './DrawerForm.tsx';
import styles from './Orders.module.css';

interface Now {
  readonly quantity: string;
  readonly lot: string;
  readonly expiry: string | null;
}

const ZERO = /^0*(?:\.0*)?$/;

export function PostOrder({ order, onClose }: { readonly order: ReadOrder; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const { person } = useSession();
  const form = useForm('stock.postDocument');
  const purchase = order.kind === 'purchase';
  const lines = order.lines.filter(({ open }) => open !== '0');
  const [now, setNow] = useState<ReadonlyMap<number, Now>>(() => new Map(lines.map(({ line, open }) => [line, { quantity: open, lot: '', expiry: null }])));
  const [override, setOverride] = useState(false);
  const [nothing, setNothing] = useState(false);
  const mayOverride = !purchase && person.roles.some((role) => role === 'manager' || role === 'hq');
  const set = (line: number, part: Partial<Now>): void =>
    setNow((before) => new Map([...before, [line, { ...(before.get(line) ?? { quantity: '', lot: '', expiry: null }), ...part }]]));
  const going = lines.flatMap((line) => {
    const entered = now.get(line.line);
    const quantity = plainTyped(entered?.quantity ?? '');
    return entered === undefined || ZERO.test(quantity) ? [] : [{ line, entered, quantity }];
  });
  // Each line's fields show what is refused of it; the sentence above the buttons says the rest.
  const general = form.generalError([]);

  async function post(): Promise<void> {
    setNothing(going.length === 0);
    if (going.length === 0) return;
    const output = await form.submit({
      kind: purchase ? 'receipt' : 'issue',
      order: order.id,
      ...(override ? { override: true } : {}),
      lines: going.map(({ line, entered, quantity }) => ({
        item: line.itemId,
        orderLine: line.line,
        quantity,
        ...(entered.lot === '' ? {} : { lot: entered.lot }),
        ...(entered.expiry === null || !purchase ? {} : { expiry: entered.expiry }),
      })),
    });
    if (output === undefined) return;
    say.done(t('orders.drawer.posted', { number: output.number }));
    onClose();
  }

  useKeys([{ keys: 'F8', label: t(purchase ? 'orders.drawer.receiveDo' : 'orders.drawer.deliverDo'), run: () => void post() }]);

  return (
    <Section title={t(purchase ? 'orders.drawer.receive' : 'orders.drawer.deliver')}>
      <DrawerForm onSubmit={() => void post()} onClose={onClose}>
        <p className="quiet">{t(purchase ? 'orders.drawer.receiveHint' : 'orders.drawer.deliverHint')}</p>
        {lines.map((line, index) => {
          const entered = now.get(line.line);
          return (
            <div key={line.line} className={styles.pair}>
              <TextInput
                autoFocus={index === 0}
                label={`${line.item} ${line.itemName}`}
                aria-label={t('orders.drawer.quantityOf', { line: line.line })}
                inputMode="decimal"
                rightSectionWidth={44}
                rightSection={<span className="quiet">{line.unit}</span>}
                value={entered?.quantity ?? ''}
                onChange={(event) => set(line.line, { quantity: event.currentTarget.value })}
                onFocus={(event) => event.currentTarget.select()}
              />
              {line.tracking === 'none' ? (
                <span />
              ) : (
                <TextInput label={t('orders.drawer.lot')} value={entered?.lot ?? ''} onChange={(event) => set(line.line, { lot: event.currentTarget.value })} />
              )}
              {purchase && line.tracking === 'lot' && line.shelfLifeDays !== null ? (
                <DayInput clearable label={t('orders.drawer.expiry')} value={entered?.expiry ?? null} onChange={(expiry) => set(line.line, { expiry })} />
              ) : null}
            </div>
          );
        })}
        {mayOverride ? <Checkbox label={t('orders.drawer.override')} checked={override} onChange={(event) => setOverride(event.currentTarget.checked)} /> : null}
        {nothing ? <ErrorNotice>{t('orders.drawer.nothing')}</ErrorNotice> : null}
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running} rightSection={<KeyHint keys="F8" />}>
            {t(purchase ? 'orders.drawer.receiveDo' : 'orders.drawer.deliverDo')}
          </Button>
          <Button type="button" onClick={onClose}>
            {t('frame.cancel')}
          </Button>
        </div>
      </DrawerForm>
    </Section>
  );
}
