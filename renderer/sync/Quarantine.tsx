/** What failed its checks and was set aside: what it belongs to, why, what to do, and what it holds, so that nothing entered is lost to sight. */
import { Button } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fieldLabel } from '#model/contract/field-labels.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { useLive } from '../app/office-context.tsx';
import type { Output } from '../app/office.ts';
import { Moment } from '../design/Moment.tsx';
import { Section } from '../design/Page.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { useLanguage } from '../i18n/index.ts';
import { causeOf, documentWords, tellingFields, valueKey, type SetAside } from './quarantine-words.ts';
import styles from './Quarantine.module.css';

/** Integers that ledgers keep in thousandths. */
const THOUSANDTHS = new Set(['quantity', 'counted']);

export function Quarantine({ rows }: { readonly rows: readonly SetAside[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('sync.quarantine')} note={rows.length === 0 ? t('sync.quarantineEmpty') : t('sync.quarantineHint')}>
      {rows.length === 0 ? null : (
        <ul className={styles.list} aria-label={t('sync.quarantine')}>
          {rows.map((row) => (
            <Entry key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Entry({ row }: { readonly row: SetAside }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const cause = causeOf(row);
  const { kind, office, month, address } = documentWords(row.name);
  const what = t(`sync.documents.${kind}`, { office: office ?? '', month: month ?? '' });
  const whose = row.origin === 'local' ? 'own' : 'theirs';
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        {address === undefined ? <strong>{what}</strong> : <Link to={address}>{what}</Link>}
        <span className="quiet">{t(`sync.origins.${row.origin}`)}</span>
        <span className={styles.time}>
          <Moment ms={row.atMs} />
        </span>
      </div>
      <p className={styles.cause}>{t(`sync.quarantineCauses.${cause}`)}</p>
      <p className="quiet">{t(`sync.quarantineAdvice.${whose}.${cause}`)}</p>
      <div className={styles.tools}>
        {row.bytes === 0 ? null : (
          <Button variant="subtle" size="compact-sm" aria-expanded={open} leftSection={open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />} onClick={() => setOpen(!open)}>
            {t('sync.holds')}
          </Button>
        )}
        {/* For whoever is asked about it; as the log has it. */}
        <span className={styles.detail}>{`${row.rule} · ${row.name} · ${row.detail}`}</span>
      </div>
      {open ? <Content entry={row.id} ledger={kind === 'ledger'} /> : null}
    </li>
  );
}

function Content({ entry, ledger }: { readonly entry: number; readonly ledger: boolean }) {
  const { t } = useTranslation();
  const content = useLive('sync.setAside', { entry }).value;
  if (content === undefined) return <Skeleton rows={3} />;
  if (!content.readable) return <p className="quiet">{t('sync.contentUnreadable')}</p>;
  return (
    <div className={styles.content}>
      {content.parts.map((part, index) => (
        <Part key={`${String(index)} ${part.name ?? ''}`} part={part} ledger={ledger} />
      ))}
      {content.deleted === 0 ? null : <p className="quiet">{t('sync.deletes', { count: content.deleted })}</p>}
      {content.cut ? <p className="quiet">{t('sync.contentCut')}</p> : null}
      {content.parts.length === 0 && content.deleted === 0 ? <p className="quiet">{t('sync.holdsNothing')}</p> : null}
    </div>
  );
}

function Part({ part: { text, fields }, ledger }: { readonly part: Output<'sync.setAside'>['parts'][number]; readonly ledger: boolean }) {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const valueText = (name: string, value: string): string => {
    if (!ledger) return value;
    const key = valueKey(name, value, (each) => i18n.exists(each));
    if (key !== undefined) return t(key);
    return THOUSANDTHS.has(name) ? formatQuantity(Number(value)) : value;
  };
  if (text !== undefined) return <p className={styles.text}>{text}</p>;
  return (
    <dl className={styles.fields}>
      {tellingFields(fields ?? []).map(({ name, value }) => (
        <div key={name}>
          <dt>{fieldLabel([name])[language]}</dt>
          <dd>{name === 'item' ? <ItemName id={value} /> : valueText(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The item's name where it is known here, else its identifier. */
function ItemName({ id }: { readonly id: string }) {
  const item = useLive('item.read', { item: id }).value;
  return <>{item === undefined ? id : `${item.code} ${item.name}`}</>;
}
