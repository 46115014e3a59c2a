/** One place of a count: who found what, the choice between figures that differ, and what late arrivals made of it. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { useForm } from '../../app/form.ts';
import { useCommand } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { Chip } from '../../design/Chip.tsx';
import { Drawer } from '../../design/Drawer.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { plainTyped } from '../../design/format/typed.ts';
import { Moment } from '../../design/Moment.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import stock from '../Stock.module.css';
import type { CountLine, CountRead } from './CountPage.tsx';
import { isChanged } from './Review.tsx';
import styles from './Counts.module.css';

export function PlaceDrawer({ count, line, onClose }: { readonly count: CountRead; readonly line: CountLine; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { office } = useSession();
  const mayChoose = useMay('count.choose') && count.office === office.code && (count.state === 'counting' || count.state === 'review');
  const { posted } = line;
  return (
    <Drawer label={t('counts.review.detail')} title={<strong>{line.itemName}</strong>} onClose={onClose}>
      <dl className={stock.facts}>
        <dt>{t('stock.columns.item')}</dt>
        <dd>
          <Link to={`/stock/item/${line.itemId}`}>{line.item}</Link>
        </dd>
        <dt>{t('stock.columns.location')}</dt>
        <dd>
          {line.location === DEFAULT_LOCATION ? t('stock.mainLocation') : line.location}
          {line.lot === null ? '' : ` · ${line.lot}`}
        </dd>
        {line.expected === null ? null : (
          <>
            <dt>{t('counts.review.columns.expected')}</dt>
            <dd>
              <Quantity value={line.expected} unit={line.unit} />
            </dd>
          </>
        )}
        {line.difference === null ? null : (
          <>
            <dt>{t('counts.review.columns.difference')}</dt>
            <dd>
              <Quantity value={line.difference} unit={line.unit} strong signed={Number(line.difference) !== 0} />
            </dd>
          </>
        )}
        {posted === null ? null : (
          <>
            <dt>{t('stock.columns.number')}</dt>
            <dd>
              <Link className="tabular" to={`/stock/movements/${posted.movement}`}>
                {posted.number}
              </Link>
            </dd>
          </>
        )}
      </dl>
      {line.missed ? <ErrorNotice tone="warn">{t('counts.review.missedHint')}</ErrorNotice> : null}
      {posted !== null && isChanged(line) ? (
        <section className={styles.part} aria-label={t('counts.review.late')}>
          <h3>{t('counts.review.late')}</h3>
          <p className="quiet">{t('counts.review.lateHint', { stated: formatQuantity(posted.stated), now: formatQuantity(line.difference ?? '') })}</p>
          <table className={styles.entries}>
            <tbody>
              {posted.late.map((late) => (
                <tr key={late.id}>
                  <td>
                    <Link className="tabular" to={`/stock/movements/${late.id}`}>
                      {late.number}
                    </Link>
                  </td>
                  <td>
                    <Moment ms={late.atMs} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {line.entries.length === 0 ? null : <Entries count={count} line={line} mayChoose={mayChoose} />}
      {mayChoose ? <Recount count={count} line={line} /> : null}
    </Drawer>
  );
}

function Entries({ count, line, mayChoose }: { readonly count: CountRead; readonly line: CountLine; readonly mayChoose: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const choose = useCommand('count.choose');
  async function take(entry: string): Promise<void> {
    const result = await choose.run({ count: count.id, entry });
    if (result.ok) say.done(t('counts.review.chosen', { quantity: formatQuantity(result.value.counted), unit: line.unit }));
  }
  return (
    <section className={styles.part} aria-label={t('counts.review.entries')}>
      <h3>{t('counts.review.entries')}</h3>
      <table className={styles.entries}>
        <tbody>
          {line.entries.map((entry) => (
            <tr key={entry.id}>
              <td>{entry.byName}</td>
              <td>
                <Moment ms={entry.atMs} />
              </td>
              <td>{entry.counted === null ? '–' : <Quantity value={entry.counted} unit={line.unit} strong />}</td>
              <td>
                {entry.decided ? (
                  <Chip tone="good">{t('counts.review.decided')}</Chip>
                ) : mayChoose ? (
                  <Button size="compact-xs" variant="light" loading={choose.running} onClick={() => void take(entry.id)}>
                    {t('counts.review.choose', { quantity: formatQuantity(entry.counted ?? '') })}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Recount({ count, line }: { readonly count: CountRead; readonly line: CountLine }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('count.enter');
  const [quantity, setQuantity] = useState('');
  async function submit(): Promise<void> {
    const place = { item: line.itemId, location: line.location, ...(line.lot === null ? {} : { lot: line.lot }) };
    const output = await form.submit({ count: count.id, ...place, quantity: plainTyped(quantity), mode: 'recount' });
    if (output === undefined) return;
    setQuantity('');
    say.done(t('counts.review.chosen', { quantity: formatQuantity(output.counted), unit: output.unit }));
  }
  const general = form.generalError(['quantity']);
  return (
    <form
      className={`${styles.form ?? ''} ${styles.part ?? ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        required
        inputMode="decimal"
        label={t('counts.review.recount')}
        value={quantity}
        rightSection={<span className="quiet">{line.unit}</span>}
        error={form.errorOf('quantity')}
        onChange={(event) => setQuantity(event.currentTarget.value)}
      />
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" loading={form.running}>
          {t('counts.review.recountSave')}
        </Button>
      </div>
    </form>
  );
}
