import { Button, TextInput } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useForm } from '../app/form.ts';
import type { RowOf } from '../app/office.ts';
import { useSay } from '../app/say.ts';
import { useMay } from '../app/session.tsx';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { formatQuantity } from '../design/format/quantity.ts';
import { Moment } from '../design/Moment.tsx';
import { Quantity } from '../design/Quantity.tsx';
import styles from './Headquarters.module.css';

type Exception = RowOf<'stock.exceptions'>;

/** An exception with the movements that made it, beside each other. */
export function StockException({ exception }: { readonly exception: Exception }) {
  const { t } = useTranslation();
  const maySettle = useMay('stock.settleException');
  const [settling, setSettling] = useState(false);
  const quantity = exception.quantity ?? '';
  const words = t(`headquarters.exceptionOf.${exception.kind}`, {
    item: exception.itemName ?? exception.item ?? '',
    offices: exception.offices.join('、'),
    quantity: formatQuantity(exception.kind === 'below-zero' ? quantity : quantity.replace('-', '')),
    unit: exception.unit ?? '',
    subject: exception.subject,
  });
  return (
    <article className={styles.exception}>
      <header className={styles.exceptionHead}>
        <Chip tone={exception.kind === 'below-zero' || exception.kind === 'chain-diverged' ? 'stop' : 'warn'} icon={TriangleAlert}>
          {t(`stock.exceptions.${exception.kind}`)}
        </Chip>
        <strong>{words}</strong>
        <span className="quiet">
          <Moment ms={exception.atMs} />
        </span>
        <span className={styles.exceptionActions}>
          {exception.itemId === null ? null : <Link to={`/stock/item/${exception.itemId}`}>{t('headquarters.openItem')}</Link>}
          {maySettle && !settling ? (
            <Button size="compact-xs" onClick={() => setSettling(true)}>
              {t('headquarters.settle')}
            </Button>
          ) : null}
        </span>
      </header>
      {exception.items.length === 0 ? null : (
        <p className="quiet">
          {t('headquarters.mergeItems')}
          {exception.items.map(({ id, code, name, unit }) => (
            <span key={id}>
              {' '}
              <Link to={`/stock/catalogue/item/${id}`}>
                {code} {name}（{unit}）
              </Link>
            </span>
          ))}
        </p>
      )}
      <ul className={styles.sides} aria-label={t('headquarters.movements')}>
        {exception.movements.map((movement) => (
          <li key={movement.id} className={styles.side}>
            <span className={styles.sideHead}>
              <OfficeChip code={movement.office} />
              <Link className="tabular" to={`/stock/movements/${movement.id}`}>
                {movement.number}
              </Link>
              <Quantity value={movement.quantity} unit={movement.unit} strong signed />
            </span>
            <span className="quiet">
              {t(`stock.kinds.${movement.kind}`)} · {movement.byName} · {t('frame.workstation', { letter: movement.letter })} · <Moment ms={movement.atMs} />
            </span>
          </li>
        ))}
      </ul>
      {settling ? <SettleForm id={exception.id} onClose={() => setSettling(false)} /> : null}
    </article>
  );
}

function SettleForm({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('stock.settleException');
  const [note, setNote] = useState('');
  return (
    <form
      className={styles.settle}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({ id, note }).then((output) => {
          if (output !== undefined) say.done(t('headquarters.settled'));
        });
      }}
    >
      <TextInput
        autoFocus
        flex={1}
        aria-label={t('headquarters.settleNote')}
        placeholder={t('headquarters.settleHint')}
        value={note}
        error={form.errorOf('note') ?? form.generalError(['note'])}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
      <Button type="submit" variant="filled" loading={form.running}>
        {t('headquarters.settle')}
      </Button>
      <Button onClick={onClose}>{t('frame.cancel')}</Button>
    </form>
  );
}
