/** Fast entry: one scan field that keeps the focus, the last scan large, the lines below, one document in the end. */
import { Button } from '@mantine/core';
import { ArrowLeft, Volume2, VolumeX } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useOffice } from '../../app/office-context.tsx';
import { readSound, rememberSound } from '../../app/preferences.ts';
import { usePrint } from '../../app/print/print-context.ts';
import { useSay } from '../../app/say.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { clockTime } from '../../design/format/date.ts';
import { Page } from '../../design/Page.tsx';
import { PageHeader } from '../../design/PageHeader.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { ItemForm } from '../item/ItemForm.tsx';
import { EntryFooter } from './EntryFooter.tsx';
import { EntryHeader } from './EntryHeader.tsx';
import { EntryLines } from './EntryLines.tsx';
import { entryOf } from './entries.ts';
import { KIND_FACTS, type EntryKind } from './entry-kinds.ts';
import type { EntryLine } from './entry-lines.ts';
import { LastScan } from './LastScan.tsx';
import { fieldOf } from './line-columns.ts';
import { entryItem } from './look-up.ts';
import { Refused } from './Refused.tsx';
import { ScanField } from './ScanField.tsx';
import { SessionList } from './SessionList.tsx';
import { useScanner } from './use-scanner.ts';
import styles from './Entry.module.css';

const ScanCamera = lazy(async () => ({ default: (await import('./ScanCamera.tsx')).ScanCamera }));

/** The keys that open an entry from anywhere; on its own screen they lead back to the scan field. */
const OWN_KEY: Partial<Record<EntryKind, string>> = { receive: 'F2', issue: 'F3', transfer: 'F4' };

export function EntryPage({ kind }: { readonly kind: EntryKind }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const print = usePrint();
  const say = useSay();
  const entry = entryOf(useOffice(), kind, session.office.code, session.person.id);
  const state = useSyncExternalStore(entry.subscribe, entry.getState);
  const { content, current, refused, restored } = state;
  const scan = useRef<HTMLInputElement>(null);
  const header = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<string | undefined>(undefined);
  const [dialog, setDialog] = useState<{ readonly kind: 'camera' } | { readonly kind: 'item'; readonly line: EntryLine } | undefined>(undefined);
  const mayCreate = useMay('item.create');
  const newest = state.confirmed[0];

  const focusScan = (): void => scan.current?.focus();
  useScanner({
    field: scan,
    ownDialog: dialog !== undefined,
    setText,
    onTyped: (typed) => void entry.type(typed),
    onScan(code, before) {
      setEditing(undefined);
      if (before.trim() !== '') void entry.type(before);
      void entry.scan(code);
      if (dialog === undefined) focusScan();
    },
  });
  // A refusal about the header leads there; about a line, to the line, which Enter opens at its field.
  useEffect(() => {
    if (refused?.field === 'to' || refused?.field === 'partner') header.current?.focus();
  }, [refused]);

  function openCamera(): void {
    setDialog({ kind: 'camera' });
  }
  function confirm(): void {
    if (dialog !== undefined) return;
    const typed = text;
    setText('');
    setEditing(undefined);
    if (typed.trim() !== '') void entry.type(typed);
    void entry.confirm();
    focusScan();
  }
  function back(): void {
    // The dialog has the key to itself.
    if (dialog !== undefined) return;
    if (document.activeElement !== scan.current) setEditing(undefined);
    else if (text !== '') setText('');
    else if (!entry.back()) void navigate('/stock');
    focusScan();
  }
  function openPrint(number: string): void {
    print({ kind: 'document', number, office: session.office.code });
  }
  async function undo(number: string): Promise<void> {
    const result = await entry.undo(number, t('entry.confirmed.reason'));
    if (result.ok) say.done(t('entry.confirmed.undoDone', { number }));
    else say.refusal(result.refusal, 'stock.reverseDocument');
    focusScan();
  }
  function discard(): void {
    const bringBack = entry.discard();
    say.done(t('entry.discarded', { count: content.lines.length }), bringBack);
    focusScan();
  }
  /** Enter on nothing typed: opens the line, or the question about it. */
  function open(): void {
    const line = content.lines.find(({ id }) => id === current);
    if (line === undefined) return;
    if (line.item === undefined) search.current?.focus();
    else setEditing(line.id);
  }
  function closeDialog(): void {
    setDialog(undefined);
    focusScan();
  }
  const ownKey = OWN_KEY[kind];
  useKeys([
    { keys: 'F8', label: t('entry.keys.confirm'), run: confirm },
    { keys: 'F7', label: t('entry.keys.header'), run: () => header.current?.focus() },
    { keys: 'F9', label: t('entry.keys.camera'), run: openCamera },
    ...(newest === undefined ? [] : [{ keys: 'Ctrl+P', label: t('entry.keys.print'), run: () => openPrint(newest.number) }]),
    ...(ownKey === undefined ? [] : [{ keys: ownKey, label: t('entry.keys.begin'), run: focusScan }]),
    { keys: 'Escape', label: t('frame.keys.back'), run: back },
  ]);

  return (
    <Page>
      <PageHeader title={t(`entry.kinds.${kind}.title`)} note={t(KIND_FACTS[kind].price === undefined ? 'entry.hint' : 'entry.hintPrice')} actions={<EntryActions onDone={focusScan} onLeave={() => void navigate('/stock')} />} />
      <div className={styles.columns}>
        <section className={styles.entry} aria-label={t(`entry.kinds.${kind}.title`)}>
          <EntryHeader entry={entry} state={state} first={header} onDone={focusScan} />
          <ScanField entry={entry} state={state} field={scan} text={text} onText={setText} onOpen={open} onCamera={openCamera} />
          <LastScan
            entry={entry}
            state={state}
            own={session.office.code}
            search={search}
            onPrint={openPrint}
            onUndo={(number) => void undo(number)}
            onNew={(line) => setDialog({ kind: 'item', line })}
            onDone={focusScan}
          />
          <Refused entry={entry} state={state} onDone={focusScan} />
          {restored === undefined || content.lines.length === 0 ? null : (
            <p className={styles.restored} role="status">{t('entry.restored', { time: clockTime(restored.atMs), count: restored.lines })}</p>
          )}
          {state.ready ? null : <Skeleton rows={3} />}
          {content.lines.length === 0 ? null : (
            <EntryLines
              entry={entry}
              state={state}
              editing={editing === undefined ? undefined : { line: editing, field: refused?.line === editing ? fieldOf(kind, refused.field) : undefined }}
              onEdit={setEditing}
              onDone={() => {
                setEditing(undefined);
                focusScan();
              }}
            />
          )}
          <EntryFooter
            entry={entry}
            state={state}
            onPutBack={() => {
              entry.putBack();
              focusScan();
            }}
            onDiscard={discard}
            onConfirm={confirm}
          />
        </section>
        <SessionList confirmed={state.confirmed} onPrint={openPrint} onUndo={(number) => void undo(number)} />
      </div>
      {dialog?.kind === 'camera' ? (
        <Suspense fallback={null}>
          <ScanCamera onScan={(code) => void entry.scan(code)} onClose={closeDialog} />
        </Suspense>
      ) : null}
      {dialog?.kind === 'item' ? (
        <ItemForm
          opened
          way={mayCreate ? 'create' : 'propose'}
          barcode={dialog.line.scanned}
          onWritten={(item) => void entry.name(dialog.line.id, entryItem(item))}
          onClose={closeDialog}
        />
      ) : null}
    </Page>
  );
}

/** Sound on or off, and the way back. */
function EntryActions({ onDone, onLeave }: { readonly onDone: () => void; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const [sound, setSound] = useState(readSound);
  const Icon = sound ? Volume2 : VolumeX;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<Icon size={14} aria-hidden />}
        aria-pressed={sound}
        onClick={() => {
          rememberSound(!sound);
          setSound(!sound);
          onDone();
        }}
      >
        {t(sound ? 'entry.sound.on' : 'entry.sound.off')}
      </Button>
      <Button variant="subtle" color="gray" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={onLeave}>
        {t('entry.leave')}
      </Button>
    </>
  );
}
