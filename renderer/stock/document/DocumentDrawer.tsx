/** A document beside the movements: its header, all its lines, its paper, and its reversal as a whole. */
import { ActionIcon } from '@mantine/core';
import { FileQuestion, Printer, ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useLive } from '../../app/office-context.tsx';
import type { Output } from '../../app/office.ts';
import { usePrint } from '../../app/print/print-context.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { Chip, OfficeChip } from '../../design/Chip.tsx';
import { Drawer } from '../../design/Drawer.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { Moment } from '../../design/Moment.tsx';
import { Section } from '../../design/Page.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { reasonText } from '../reason.ts';
import styles from '../Stock.module.css';
import { DocumentLines } from './DocumentLines.tsx';
import { ReverseDocument } from './ReverseDocument.tsx';

type StockDocument = Output<'stock.document'>;

export function DocumentDrawer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const { number = '' } = useParams();
  const { value: document, refusal } = useLive('stock.document', { number });
  const problem = useRefusalText(refusal, 'stock.document');
  const print = usePrint();
  const printIt = (): void => {
    if (document !== undefined) print({ kind: 'document', number: document.number, office: document.office });
  };
  useKeys([{ keys: 'Ctrl+P', label: t('print.print'), run: printIt }]);
  return (
    <Drawer
      key={number}
      label={t('places.document')}
      onClose={() => void navigate({ pathname: '/stock/movements', search: location.search })}
      actions={
        document === undefined ? null : (
          <ActionIcon aria-label={t('print.document', { number })} title={`${t('print.print')} (Ctrl+P)`} onClick={printIt}>
            <Printer size={16} aria-hidden />
          </ActionIcon>
        )
      }
      title={
        <div className={styles.heading}>
          <h2 className="tabular">{number}</h2>
          {document === undefined ? null : <Chip tone={document.kind === 'reversal' ? 'warn' : 'accent'}>{t(`stock.kinds.${document.kind}`)}</Chip>}
          {document?.lines.some(({ override, beyondQuota }) => override || beyondQuota) === true ? <Chip tone="warn" icon={ShieldAlert}>{t('places.allowed')}</Chip> : null}
          {document?.reversed === true ? <Chip tone="warn">{t('places.reversed')}</Chip> : null}
        </div>
      }
    >
      {document === undefined && problem === undefined ? <Skeleton rows={6} /> : null}
      {problem === undefined ? null : <EmptyState icon={FileQuestion} title={t('places.noDocument')} hint={problem} />}
      {document === undefined ? null : <DocumentDetail document={document} />}
    </Drawer>
  );
}

function DocumentDetail({ document }: { readonly document: StockDocument }) {
  const { t } = useTranslation();
  const { office } = useSession();
  const { lines, partner, partnerName, from, to, reference } = document;
  const dated = lines[0]?.dated ?? null;
  const standing = lines.some(({ reversedBy }) => reversedBy === null);
  const mayReverse = useMay('stock.reverseDocument') && document.office === office.code && document.kind !== 'reversal' && !document.twice && standing;
  const reversals = [...new Set(lines.flatMap(({ reversedBy }) => (reversedBy === null ? [] : [reversedBy])))];
  const transfers = [...new Map(lines.flatMap(({ transfer, from: out, to: into }) => (transfer === null ? [] : [[transfer, `${out ?? ''} → ${into ?? ''}`] as const])))];
  const notes = [...new Set(lines.flatMap(({ note }) => (note === null ? [] : [note])))];
  return (
    <>
      {document.twice ? <ErrorNotice tone="warn">{t('places.twice')}</ErrorNotice> : null}
      <dl className={styles.facts}>
        <dt>{t('stock.columns.office')}</dt>
        <dd>
          <OfficeChip code={document.office} own={document.office === office.code} />
          {from === null && to === null ? null : ` ${from ?? ''} → ${to ?? ''}`}
        </dd>
        {partner === null ? null : (
          <>
            <dt>{t('places.partner')}</dt>
            <dd>{partnerName ?? partner}</dd>
          </>
        )}
        <dt>{t('stock.columns.reason')}</dt>
        <dd>{reasonText(document.reason, t)}</dd>
        {reference === null ? null : (
          <>
            <dt>{t('stock.columns.reference')}</dt>
            <dd>{reference}</dd>
          </>
        )}
        {notes.length === 0 ? null : (
          <>
            <dt>{t('stock.columns.note')}</dt>
            <dd>{notes.join('；')}</dd>
          </>
        )}
        <dt>{t('stock.columns.person')}</dt>
        <dd>{document.byName}</dd>
        <dt>{t('stock.columns.time')}</dt>
        <dd>
          <Moment ms={document.atMs} />
        </dd>
        {dated === null ? null : (
          <>
            <dt>{t('stock.columns.dated')}</dt>
            <dd>
              {dated}
              <p className="quiet">{t('stock.movement.dated')}</p>
            </dd>
          </>
        )}
        {transfers.length === 0 ? null : (
          <>
            <dt>{t('stock.views.transfers')}</dt>
            <dd>
              {transfers.map(([id, ends]) => (
                <div key={id}>
                  <Link to={`/stock/transfers/${id}`}>{ends}</Link>
                </div>
              ))}
            </dd>
          </>
        )}
        {reversals.length === 0 ? null : (
          <>
            <dt>{t('stock.kinds.reversal')}</dt>
            <dd>
              {reversals.map((each) => (
                <div key={each}>
                  <Link className="tabular" to={`/stock/documents/${encodeURIComponent(each)}`}>
                    {each}
                  </Link>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
      <Section title={t('places.lines')} note={t('design.table.rows', { count: lines.length })}>
        <DocumentLines lines={lines} />
      </Section>
      {mayReverse ? <ReverseDocument number={document.number} /> : null}
    </>
  );
}
