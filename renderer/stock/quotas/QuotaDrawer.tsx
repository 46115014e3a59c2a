/** A quota beside the matrix: what may be issued here, who holds what, how it came about, and what does not count. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useCommand, useLive } from '../../app/office-context.tsx';
import type { Output } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { Chip, OfficeChip } from '../../design/Chip.tsx';
import { Drawer } from '../../design/Drawer.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { Moment } from '../../design/Moment.tsx';
import { Section } from '../../design/Page.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import stock from '../Stock.module.css';
import { QuotaBar } from './QuotaBar.tsx';
import { QuotaForm, type QuotaAct } from './QuotaForm.tsx';
import styles from './Quotas.module.css';

type Quota = Output<'quota.read'>;

export function QuotaDrawer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const { quota: key = '' } = useParams();
  const quota = useLive('quota.read', { quota: key });
  const problem = useRefusalText(quota.refusal, 'quota.read');
  return (
    <Drawer
      key={key}
      label={t('quotas.drawer')}
      onClose={() => void navigate({ pathname: '/stock/quotas', search: location.search })}
      title={
        <div className={stock.heading}>
          <h2>{quota.value?.itemName ?? ''}</h2>
          <span className="quiet">{quota.value?.item}</span>
          {quota.value?.closed === true ? <Chip tone="warn">{t('quotas.closed')}</Chip> : null}
        </div>
      }
    >
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
      {quota.value === undefined ? problem === undefined ? <Skeleton rows={6} /> : null : <QuotaDetail quota={quota.value} />}
    </Drawer>
  );
}

function QuotaDetail({ quota }: { readonly quota: Quota }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<QuotaAct | undefined>(undefined);
  return (
    <>
      <p className={styles.own}>
        <span>{t('quotas.ownFree')}</span>
        <strong>{formatQuantity(quota.own)}</strong>
        <span>{quota.unit}</span>
        <span className="quiet">{t('quotas.totals', { minted: formatQuantity(quota.minted), used: formatQuantity(quota.used), free: formatQuantity(quota.free) })}</span>
      </p>
      {quota.from === null ? null : <p className="quiet">{t('quotas.countsFrom', { day: quota.from })}</p>}
      {quota.closed ? null : <Acts quota={quota} onAct={setAct} />}
      {act === undefined ? null : <QuotaForm quota={quota} act={act} onClose={() => setAct(undefined)} />}
      <Holders quota={quota} />
      {quota.uncounted.length === 0 ? null : <Uncounted quota={quota} />}
      <History quota={quota} />
    </>
  );
}

function Acts({ quota, onAct }: { readonly quota: Quota; readonly onAct: (act: QuotaAct) => void }) {
  const { t } = useTranslation();
  const { office } = useSession();
  const may: Readonly<Record<QuotaAct, boolean>> = {
    grant: useMay('quota.grant') && quota.own !== '0',
    mint: useMay('quota.mint'),
    request: useMay('quota.request'),
    handOver: useMay('quota.handOver') && quota.own !== '0',
    return: useMay('quota.return') && !office.headquarters && quota.own !== '0',
  };
  const acts = (['grant', 'mint', 'request', 'handOver', 'return'] as const).filter((each) => may[each] && !(each === 'request' && office.headquarters && may.mint));
  return (
    <div className={styles.buttons}>
      {acts.map((each, index) => (
        <Button key={each} size="compact-sm" variant={index === 0 ? 'filled' : 'default'} onClick={() => onAct(each)}>
          {t(`quotas.forms.${each}.title`)}
        </Button>
      ))}
      <CloseQuota quota={quota} />
    </div>
  );
}

/** Ending has no undo, so the button asks for a second press that names what follows. */
function CloseQuota({ quota }: { readonly quota: Quota }) {
  const { t } = useTranslation();
  const say = useSay();
  const may = useMay('quota.close');
  const close = useCommand('quota.close');
  const [asked, setAsked] = useState(false);
  async function run(): Promise<void> {
    const result = await close.run({ quota: quota.id });
    if (result.ok) say.done(t('quotas.close.done', { item: quota.itemName }));
  }
  if (!may) return null;
  return (
    <Button size="compact-sm" variant={asked ? 'default' : 'subtle'} loading={close.running} onBlur={() => setAsked(false)} onClick={() => (asked ? void run() : setAsked(true))}>
      {t(asked ? 'quotas.close.sure' : 'quotas.close.do')}
    </Button>
  );
}

function Holders({ quota }: { readonly quota: Quota }) {
  const { t } = useTranslation();
  const say = useSay();
  const { office } = useSession();
  const mayWriteOff = useMay('quota.writeOff');
  const writeOff = useCommand('quota.writeOff');
  const [asked, setAsked] = useState<string | undefined>(undefined);
  async function lose(workstation: string): Promise<void> {
    if (asked !== workstation) {
      setAsked(workstation);
      return;
    }
    const result = await writeOff.run({ quota: quota.id, workstation });
    if (result.ok) say.done(t('quotas.writeOff.done', { amount: formatQuantity(result.value.lost), unit: quota.unit }));
  }
  return (
    <Section title={t('quotas.holders')} note={t('quotas.holdersNote')}>
      <table className={`${stock.list} ${styles.holders}`}>
        <tbody>
          {quota.holders.map((holder) => (
            <tr key={holder.workstation}>
              <td>
                <OfficeChip code={holder.office} own={holder.office === office.code} /> {holder.name} {holder.here ? <Chip tone="accent">{t('quotas.here')}</Chip> : null}
                {holder.revoked ? <Chip tone="warn">{t('quotas.revoked')}</Chip> : null}
                {mayWriteOff && holder.revoked && holder.free !== '0' ? (
                  <Button size="compact-xs" variant="subtle" onBlur={() => setAsked(undefined)} onClick={() => void lose(holder.workstation)}>
                    {t(asked === holder.workstation ? 'quotas.writeOff.sure' : 'quotas.writeOff.do')}
                  </Button>
                ) : null}
              </td>
              <td className={stock.end}>
                <QuotaBar figures={holder} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Uncounted({ quota }: { readonly quota: Quota }) {
  const { t } = useTranslation();
  return (
    <Section title={t('quotas.uncounted')} note={t('quotas.uncountedNote')}>
      <table className={stock.list}>
        <tbody>
          {quota.uncounted.map((row) => (
            <tr key={row.movement}>
              <td>
                <OfficeChip code={row.office} />
              </td>
              <td>
                <Link className="tabular" to={`/stock/movements/${row.movement}`}>
                  {row.number}
                </Link>
              </td>
              <td>{row.beyond ? <Chip tone="warn">{t('quotas.beyond')}</Chip> : <span className="quiet">{t('quotas.unaware')}</span>}</td>
              <td className={stock.end}>
                <Quantity value={row.quantity} signed />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function History({ quota }: { readonly quota: Quota }) {
  const { t } = useTranslation();
  return (
    <Section title={t('quotas.history')}>
      <table className={stock.list}>
        <tbody>
          {quota.history.map((row) => (
            <tr key={row.id}>
              <td>{t(`quotas.acts.${row.act}`)}</td>
              <td className={stock.wraps}>
                {row.by}
                {row.to === null ? null : ` → ${row.to}`}
                {row.note === null ? null : <div className="quiet">{row.note}</div>}
              </td>
              <td className="quiet">
                {row.byName} <Moment ms={row.atMs} />
              </td>
              <td className={stock.end}>{row.amount === '0' ? null : <Quantity value={row.amount} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
