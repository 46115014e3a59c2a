/** One transfer: received here line by line, or read with what became of it. */
import { Button } from '@mantine/core';
import { ArrowLeft, PackageSearch, Printer } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useLive } from '../../app/office-context.tsx';
import { usePrint } from '../../app/print/print-context.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { EmptyState } from '../../design/EmptyState.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Moment } from '../../design/Moment.tsx';
import { Page } from '../../design/Page.tsx';
import { PageHeader } from '../../design/PageHeader.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { ReceiveTransfer } from './ReceiveTransfer.tsx';
import { TransferOutcome } from './TransferOutcome.tsx';
import styles from './Transfer.module.css';

export function TransferPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { transfer: reference = '' } = useParams();
  const { office } = useSession();
  const mayReceive = useMay('stock.receiveTransfer');
  const print = usePrint();
  const { value: transfer, refusal } = useLive('stock.transferLines', { transfer: reference });
  const problem = useRefusalText(refusal, 'stock.transferLines');
  const back = (): void => void navigate('/stock/transfers');
  // What was received is on paper as soon as it is posted; before that the sender's delivery note is.
  const last = transfer?.receipts.findLast(({ reversed }) => !reversed);
  const asked = useRef(false);
  const printIt = (): void => {
    // Asked before the lines are there, it is printed when they are.
    asked.current = transfer === undefined;
    if (transfer !== undefined) print({ kind: 'document', number: last?.number ?? transfer.number, office: last?.office ?? transfer.from });
  };
  useEffect(() => {
    if (asked.current && transfer !== undefined) printIt();
  });
  useKeys([
    { keys: 'Escape', label: t('frame.keys.back'), run: back },
    { keys: 'Ctrl+P', label: t('print.print'), run: printIt },
  ]);
  const receives = transfer !== undefined && transfer.underway && transfer.to === office.code && mayReceive;
  return (
    <Page>
      <PageHeader
        title={transfer === undefined ? t('stock.transfers.label') : t(receives ? 'stock.transfers.acceptTitle' : 'places.transferTitle', { number: transfer.number })}
        note={
          transfer === undefined ? undefined : (
            <>
              {transfer.from} → {transfer.to}
              {transfer.byName === null ? '' : ` · ${transfer.byName}`}
              {transfer.sentAtMs === null ? null : (
                <>
                  {' · '}
                  <Moment ms={transfer.sentAtMs} />
                </>
              )}
              {transfer.note === null ? '' : ` · ${transfer.note}`}
            </>
          )
        }
        actions={
          <>
            <Button variant="subtle" color="gray" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={back}>
              {t('places.backToTransfers')}
            </Button>
            <Button leftSection={<Printer size={14} aria-hidden />} rightSection={<KeyHint keys="Ctrl+P" />} disabled={transfer === undefined} onClick={printIt}>
              {t(last === undefined ? 'places.printNote' : 'places.printReceipt')}
            </Button>
          </>
        }
      />
      {transfer === undefined && problem === undefined ? <Skeleton rows={8} /> : null}
      {problem === undefined ? null : <EmptyState icon={PackageSearch} title={t('places.noTransfer')} hint={problem} />}
      {transfer === undefined ? null : (
        <div className={styles.body}>
          {receives ? <ReceiveTransfer key={transfer.id} transfer={transfer} onLeave={back} /> : null}
          <TransferOutcome transfer={transfer} receiving={receives} />
        </div>
      )}
    </Page>
  );
}
