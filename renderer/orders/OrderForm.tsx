/** A new order: partner, then line by line without a mouse; Enter in the last line adds one. */
import { ActionIcon, Button, Modal, Select, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useForm } from '../app/form.ts';
import { ItemPicker, type PickedItem } from '../app/ItemPicker.tsx';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useLive } from '../app/office-context.tsx';
import { useSay } from '../app/say.ts';
import { DayInput } from '../design/DayInput.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { plainTyped } from '../design/format/typed.ts';
import { formatQuantity } from '../design/format/quantity.ts';
import { KeyHint } from '../design/KeyHint.tsx';
import type { OrderKind } from './order-types.ts';
import { PartnerPicker } from './pickers.tsx';
import styles from './Orders.module.css';

interface Line {
  readonly key: number;
  readonly item: PickedItem | undefined;
  readonly quantity: string;
  readonly unit: string | undefined;
  readonly price: string;
}

export interface OrderFormProps {
  readonly kind: OrderKind;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function OrderForm({ kind, opened, onClose }: OrderFormProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t(`orders.new.${kind}`)} size={820} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <Fields kind={kind} onClose={onClose} />
    </Modal>
  );
}

function Fields({ kind, onClose }: Omit<OrderFormProps, 'opened'>) {
  const { t } = useTranslation();
  const say = useSay();
  const navigate = useNavigate();
  const form = useForm('order.create');
  const nextKey = useRef(1);
  const [partner, setPartner] = useState<string | null>(null);
  const [due, setDue] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const blank = (): Line => ({ key: (nextKey.current += 1), item: undefined, quantity: '', unit: undefined, price: '' });
  const [lines, setLines] = useState<readonly Line[]>([{ key: 1, item: undefined, quantity: '', unit: undefined, price: '' }]);
  const filled = lines.filter(({ item }) => item !== undefined);
  const general = form.generalError(['partner', 'due', 'note', 'lines']);
  const change = (key: number, part: Partial<Line>): void => setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));

  async function submit(): Promise<void> {
    const output = await form.submit({
      kind,
      partner: partner ?? '',
      ...(due === null ? {} : { due }),
      ...(note === '' ? {} : { note }),
      lines: filled.map(({ item, quantity, unit, price }) => ({
        item: item?.id ?? '',
        quantity: plainTyped(quantity),
        ...(unit === undefined ? {} : { unit }),
        ...(price === '' ? {} : { unitPrice: plainTyped(price) }),
      })),
    });
    if (output === undefined) return;
    say.done(t('orders.form.saved', { number: output.number }));
    onClose();
    void navigate({ pathname: `/stock/orders/${output.id}`, search: `view=${kind}` });
  }

  useKeys([{ keys: 'F8', label: t('orders.form.save'), run: () => void submit() }]);

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.head}>
        <PartnerPicker focus role={kind === 'purchase' ? 'supplier' : 'customer'} label={t(`orders.form.partner.${kind}`)} value={partner} error={form.errorOf('partner')} onChange={setPartner} />
        <DayInput
          clearable
          label={t('orders.form.due')}
          value={due}
          error={form.errorOf('due')}
          onChange={setDue}
        />
        <TextInput label={t('orders.form.note')} value={note} error={form.errorOf('note')} onChange={(event) => setNote(event.currentTarget.value)} />
      </div>
      {lines.map((line, index) => (
        <FormLine
          key={line.key}
          kind={kind}
          line={line}
          number={index + 1}
          errorOf={(field) => (line.item === undefined ? undefined : form.errorOf(`lines.${String(filled.indexOf(line))}.${field}`))}
          onChange={(part) => change(line.key, part)}
          onNext={() => {
            if (index === lines.length - 1) setLines([...lines, blank()]);
          }}
          onRemove={lines.length === 1 ? undefined : () => setLines(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      {filled.length === 0 && form.errorOf('lines') !== undefined ? <ErrorNotice>{form.errorOf('lines')}</ErrorNotice> : null}
      <div className={styles.buttons}>
        <Button type="button" variant="subtle" leftSection={<Plus size={14} aria-hidden />} onClick={() => setLines([...lines, blank()])}>
          {t('orders.form.add')}
        </Button>
        <Button type="submit" variant="filled" loading={form.running} rightSection={<KeyHint keys="F8" />}>
          {t('orders.form.save')}
        </Button>
        <Button type="button" onClick={onClose}>
          {t('frame.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface FormLineProps {
  readonly kind: OrderKind;
  readonly line: Line;
  readonly number: number;
  readonly errorOf: (field: string) => string | undefined;
  readonly onChange: (part: Partial<Line>) => void;
  readonly onNext: () => void;
  readonly onRemove: (() => void) | undefined;
}

function FormLine({ kind, line, number, errorOf, onChange, onNext, onRemove }: FormLineProps) {
  const { t } = useTranslation();
  const { item } = line;
  const supply = useLive('order.availability', item === undefined ? undefined : { item: item.id }).value;
  const named = (field: string): string => `${t('orders.form.line', { line: number })} ${field}`;
  const next = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onNext();
  };
  return (
    <div className={styles.line}>
      <ItemPicker
        label={named(t('orders.form.item'))}
        focus={number > 1}
        value={item}
        error={errorOf('item')}
        description={
          supply === undefined || item === undefined
            ? undefined
            : t('orders.form.available', { available: `${formatQuantity(supply.available)} ${item.unit}`, onHand: formatQuantity(supply.onHand), reserved: formatQuantity(supply.reserved) })
        }
        onChange={(picked) => onChange({ item: picked, unit: picked?.unit, price: kind === 'sale' ? (picked?.price ?? '') : '' })}
      />
      <TextInput aria-label={named(t('orders.form.quantity'))} placeholder={t('orders.form.quantity')} inputMode="decimal" value={line.quantity} error={errorOf('quantity')} onChange={(event) => onChange({ quantity: event.currentTarget.value })} onKeyDown={next} />
      <Select
        aria-label={named(t('orders.form.unit'))}
        allowDeselect={false}
        disabled={item === undefined}
        data={item === undefined ? [] : [item.unit, ...item.packs.map(({ unit }) => unit)]}
        value={line.unit ?? null}
        onChange={(unit) => onChange({ unit: unit ?? item?.unit })}
      />
      <TextInput
        aria-label={named(t('orders.form.price'))}
        placeholder={kind === 'purchase' ? t('orders.form.usualPrice') : t('orders.form.price')}
        inputMode="decimal"
        value={line.price}
        error={errorOf('unitPrice')}
        onChange={(event) => onChange({ price: event.currentTarget.value })}
        onKeyDown={next}
      />
      {onRemove === undefined ? (
        <span />
      ) : (
        <ActionIcon aria-label={t('orders.form.remove', { line: number })} title={t('orders.form.remove', { line: number })} onClick={onRemove}>
          <X size={14} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
