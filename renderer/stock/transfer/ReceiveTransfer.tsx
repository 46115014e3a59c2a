/** Receives a transfer: all good unless it is counted, by scanner or by keys; confirmed as one document. */
import { Button, TextInput } from '@mantine/core';
import { ScanBarcode } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useCommand, useLive } from '../../app/office-context.tsx';
import type { Output } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { Chip } from '../../design/Chip.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { playTone } from '../entry/sound.ts';
import { allLines, AMOUNTS, arrivedOf, isAmount, lineKey, receiptLines, scanned, scanOf, sumUp, type TransferLine } from './arrival.ts';
import { ArrivalTable } from './ArrivalTable.tsx';
import { useArrival } from './use-arrival.ts';
import styles from './Transfer.module.css';

type Transfer = Output<'stock.transferLines'>;

export function ReceiveTransfer({ transfer, onLeave }: { readonly transfer: Transfer; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  const form = useForm('stock.receiveTransfer');
  const reverse = useCommand('stock.reverseDocument');
  const kept = useArrival(transfer.id);
  const locations = (useLive('location.list', {}).value?.rows ?? []).filter(({ discontinued }) => !discontinued);
  const [text, setText] = useState('');
  const [last, setLast] = useState<TransferLine | undefined>(undefined);
  const [unknown, setUnknown] = useState<string | undefined>(undefined);
  const lines = transfer.lines.filter(({ state }) => state === 'in-transit');
  const { arrival } = kept;
  const sums = sumUp(lines, arrival);
  const malformed = lines.find((line) => AMOUNTS.some((amount) => !isAmount(arrivedOf(arrival, line)[amount])));
  const sent = receiptLines(lines, arrival);
  const quarantine = locations.find(({ kind }) => kind === 'quarantine');

  function scan(typed: string): void {
    setText('');
    const read = scanOf(typed, lines, arrival, last);
    if (read.kind === 'nothing') return;
    setUnknown(read.kind === 'unknown' ? read.text : undefined);
    playTone(read.kind === 'unknown' ? 'bad' : 'good');
    if (read.kind === 'unknown') return;
    kept.set(scanned(arrival, read));
    setLast(read.line);
    field.current?.closest('[data-receive]')?.querySelector(`tr[data-line="${CSS.escape(lineKey(read.line))}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  async function confirm(): Promise<void> {
    if (form.running) return;
    if (malformed !== undefined || sent.length === 0) {
      playTone('bad');
      return;
    }
    const output = await form.submit({ transfer: transfer.id, lines: sent, ...(kept.draft === undefined ? {} : { draft: kept.draft }) });
    if (output === undefined) {
      playTone('bad');
      return;
    }
    kept.forget();
    playTone('good');
    say.done(t('places.received', { number: output.number }), () => {
      void reverse.run({ number: output.number, reason: t('places.undoReason') });
    });
  }

  useKeys([
    { keys: 'F8', label: t('places.confirm'), run: () => void confirm() },
    {
      keys: 'Escape',
      label: t('frame.keys.back'),
      run: () => {
        if (text !== '') setText('');
        else if (unknown !== undefined) setUnknown(undefined);
        else if (document.activeElement === field.current) onLeave();
        field.current?.focus();
      },
    },
  ]);

  if (!kept.ready) return <Skeleton rows={6} />;
  const refused = refusedLine(form.errorOf, sent.length);
  const general = form.generalError(refused === undefined ? [] : ['lines']);
  const lastArrived = last === undefined ? undefined : arrivedOf(arrival, last);
  return (
    <section aria-label={t('places.counting')} data-receive style={{ display: 'contents' }}>
      <div className={styles.counting}>
        <TextInput
          ref={field}
          autoFocus
          size="md"
          classNames={{ input: styles.scan ?? '' }}
          leftSection={<ScanBarcode size={20} aria-hidden />}
          aria-label={t('places.scan')}
          placeholder={t('places.scan')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') event.currentTarget.closest('[data-receive]')?.querySelector<HTMLElement>('table input')?.focus();
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            scan(text);
          }}
        />
        <div className={styles.ways}>
          <Button variant="subtle" onClick={() => kept.forget()}>
            {t('places.allGood')}
          </Button>
          <Button variant="subtle" onClick={() => kept.set(allLines(lines, 'uncounted'))}>
            {t('places.fromNothing')}
          </Button>
          <Button variant="subtle" color="red" onClick={() => kept.set(allLines(lines, 'refused'))}>
            {t('places.refuseAll')}
          </Button>
        </div>
      </div>
      <div className={styles.echo} data-state={unknown !== undefined ? 'bad' : last === undefined ? 'idle' : 'good'} role={unknown === undefined ? 'status' : 'alert'}>
        {unknown !== undefined ? (
          <strong>{t('places.notInTransfer', { text: unknown })}</strong>
        ) : last === undefined || lastArrived === undefined ? (
          <span className="quiet">{t('places.begin')}</span>
        ) : (
          <>
            <strong>{last.itemName}</strong>
            <span className="quiet">
              {last.item}
              {last.lot === null ? '' : ` · ${last.lot}`}
            </span>
            <span className={styles.count}>
              {formatQuantity(lastArrived.good === '' ? '0' : lastArrived.good)} / {formatQuantity(last.inTransit)} {last.unit}
            </span>
          </>
        )}
      </div>
      <ArrivalTable lines={lines} arrival={arrival} onChange={kept.set} last={last === undefined ? undefined : lineKey(last)} locations={locations.map(({ code }) => code)} problem={problemAt(lines, sent, refused)} />
      <p className={styles.note}>
        {sums.damaged > 0 ? `${t(quarantine === undefined ? 'places.toQuarantine' : 'places.toQuarantineOf', { location: quarantine?.code ?? '' })} ` : ''}
        {sums.refused > 0 ? `${t('places.goesBack', { office: transfer.from })} ` : ''}
        {sums.missing + sums.over > 0 ? `${t('places.becomesException')} ` : ''}
        {sums.absent > 0 ? t('places.absentHint') : ''}
      </p>
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <div className={styles.foot}>
        <span role="status">{t('places.linesGood', { good: sums.good, count: lines.length })}</span>
        {sums.damaged > 0 ? <Chip tone="warn">{t('places.linesDamaged', { count: sums.damaged })}</Chip> : null}
        {sums.refused > 0 ? <Chip tone="warn">{t('places.linesRefused', { count: sums.refused })}</Chip> : null}
        {sums.missing > 0 ? <Chip tone="warn">{t('places.linesMissing', { count: sums.missing })}</Chip> : null}
        {sums.over > 0 ? <Chip tone="warn">{t('places.linesOver', { count: sums.over })}</Chip> : null}
        {sums.absent > 0 ? <Chip>{t('places.linesAbsent', { count: sums.absent })}</Chip> : null}
        <Button variant="filled" loading={form.running} disabled={malformed !== undefined || sent.length === 0} rightSection={<KeyHint keys="F8" />} onClick={() => void confirm()}>
          {t('places.confirm')}
        </Button>
      </div>
    </section>
  );
}

interface RefusedLine {
  readonly index: number;
  readonly text: string;
}

/** The line of the command that a refusal names, if it names one. */
function refusedLine(errorOf: (field: string) => string | undefined, count: number): RefusedLine | undefined {
  for (let index = 0; index < count; index += 1) {
    const text = errorOf(`lines.${String(index)}`);
    if (text !== undefined) return { index, text };
  }
  return undefined;
}

function problemAt(lines: readonly TransferLine[], sent: ReturnType<typeof receiptLines>, refused: RefusedLine | undefined) {
  const named = refused === undefined ? undefined : sent[refused.index];
  const line = lines.find(({ itemId, lot }) => itemId === named?.item && (lot ?? undefined) === named.lot);
  return refused === undefined || line === undefined ? undefined : { key: lineKey(line), text: refused.text };
}
