/** Fast entry: one scan field that keeps the focus, the last scan large, the lines below, one document in the end. */
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { ArrowLeft, Camera, ScanBarcode, Trash2, Volume2, VolumeX } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useOffice } from '../../app/office-context.tsx';
import { readSound, rememberSound } from '../../app/preferences.ts';
import { usePrint } from '../../app/print/print-context.ts';
import { useSay } from '../../app/say.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { clockTime } from '../../design/format/date.ts';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Page } from '../../design/Page.tsx';
import { PageHeader } from '../../design/PageHeader.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { ItemForm } from '../item/ItemForm.tsx';
import { Confirmed } from './Confirmed.tsx';
import { EntryEcho } from './EntryEcho.tsx';
import { EntryHeader } from './EntryHeader.tsx';
import { EntryLines } from './EntryLines.tsx';
import { entryOf } from './entries.ts';
import type { EntryKind } from './entry-kinds.ts';
import type { EntryLine } from './entry-lines.ts';
import { ItemChoices } from './ItemChoices.tsx';
import { fieldOf } from './line-columns.ts';
import { entryItem } from './look-up.ts';
import { SessionList } from './SessionList.tsx';
import { UnknownQuestion } from './UnknownQuestion.tsx';
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
  const { content, current, echo, ask, refused, posting, restored, removed } = state;
  const scan = useRef<HTMLInputElement>(null);
  const header = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<string | undefined>(undefined);
  const [dialog, setDialog] = useState<{ readonly kind: 'camera' } | { readonly kind: 'item'; readonly line: EntryLine } | undefined>(undefined);
  const [sound, setSound] = useState(readSound);
  const mayOverride = session.person.roles.some((role) => role === 'manager' || role === 'hq');
  const mayCreate = useMay('item.create');
  const problem = useRefusalText(refused?.refusal, 'stock.postDocument');
  const line = content.lines.find(({ id }) => id === current);
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
  function move(step: 1 | -1): void {
    const at = content.lines.findIndex(({ id }) => id === current);
    const next = content.lines[at === -1 ? content.lines.length - 1 : at + step];
    if (next !== undefined) entry.select(next.id);
  }
  /** Enter on nothing typed: opens the line, or the question about it. */
  function open(): void {
    if (line === undefined) return;
    if (line.item === undefined) search.current?.focus();
    else setEditing(line.id);
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
      <PageHeader
        title={t(`entry.kinds.${kind}.title`)}
        note={t('entry.hint')}
        actions={
          <>
            <Button
              variant="subtle"
              color="gray"
              leftSection={sound ? <Volume2 size={14} aria-hidden /> : <VolumeX size={14} aria-hidden />}
              aria-pressed={sound}
              onClick={() => {
                rememberSound(!sound);
                setSound(!sound);
                focusScan();
              }}
            >
              {t(sound ? 'entry.sound.on' : 'entry.sound.off')}
            </Button>
            <Button variant="subtle" color="gray" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={() => void navigate('/stock')}>
              {t('entry.leave')}
            </Button>
          </>
        }
      />
      <div className={styles.columns}>
        <section className={styles.entry} aria-label={t(`entry.kinds.${kind}.title`)}>
          <EntryHeader entry={entry} state={state} first={header} onDone={focusScan} />
          <div className={styles.scanRow}>
            <TextInput
              ref={scan}
              autoFocus
              size="md"
              className={styles.grow ?? ''}
              classNames={{ input: styles.scan ?? '' }}
              leftSection={<ScanBarcode size={20} aria-hidden />}
              aria-label={t('entry.scan')}
              placeholder={ask === undefined ? t(line === undefined ? 'entry.scan' : 'entry.scanNext') : t(`entry.scanAsk.${ask.field}`)}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                const empty = text === '';
                if (event.key === 'Enter') {
                  event.preventDefault();
                  if (empty) open();
                  setText('');
                  void entry.type(text);
                } else if (event.key === 'ArrowDown' && echo?.kind === 'choices') {
                  event.currentTarget.closest('section')?.querySelector<HTMLElement>('[data-choice]')?.focus();
                } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                  event.preventDefault();
                  move(event.key === 'ArrowDown' ? 1 : -1);
                } else if (empty && event.key === 'Delete' && current !== undefined) {
                  entry.remove(current);
                } else if (empty && event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
                  event.preventDefault();
                  entry.putBack();
                }
              }}
            />
            <ActionIcon size={44} aria-label={t('entry.camera.open')} title={`${t('entry.camera.open')} (F9)`} onClick={openCamera}>
              <Camera size={20} aria-hidden />
            </ActionIcon>
          </div>
          {echo?.kind === 'confirmed' ? (
            <Confirmed document={state.confirmed.find(({ number }) => number === echo.document.number) ?? echo.document} onPrint={openPrint} onUndo={(number) => void undo(number)} />
          ) : echo?.kind === 'choices' ? (
            <ItemChoices label={t('entry.pick')} rows={echo.rows} onLeave={focusScan} onChoose={(row) => {
              void entry.choose(entryItem(row));
              focusScan();
            }} />
          ) : line !== undefined && line.item === undefined && echo?.kind !== 'bad' && echo?.kind !== 'no-match' ? (
            <UnknownQuestion key={line.id} entry={entry} line={line} search={search} onNew={() => setDialog({ kind: 'item', line })} onDone={focusScan} />
          ) : (
            <EntryEcho kind={kind} state={state} own={session.office.code} />
          )}
          {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
          {mayOverride && refused !== undefined && ['stock.below-zero', 'stock.place-short'].includes(refused.refusal.reason) ? (
            <Checkbox label={t('entry.override')} checked={state.override} onChange={(event) => {
              entry.allow(event.currentTarget.checked);
              focusScan();
            }} />
          ) : null}
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
          <div className={styles.confirm}>
            {removed === undefined ? null : (
              <span>
                {t('entry.lines.removed', removed)}{' '}
                <Button size="compact-xs" variant="subtle" onClick={() => {
                  entry.putBack();
                  focusScan();
                }}>
                  {t('entry.lines.putBack')}
                </Button>
              </span>
            )}
            <span className="quiet" role="status">
              {posting ? t('entry.posting') : state.save === 'none' ? null : t(`entry.saved.${state.save}`)}
              {state.save === 'failed' ? <Button size="compact-xs" variant="subtle" onClick={entry.retrySave}>{t('entry.saveRetry')}</Button> : null}
            </span>
            <span className={styles.grow} />
            {content.lines.length === 0 ? null : (
              <Button variant="subtle" color="gray" disabled={posting} leftSection={<Trash2 size={14} aria-hidden />} onClick={discard}>
                {t('entry.discard')}
              </Button>
            )}
            <Button variant="filled" size="sm" disabled={content.lines.every(({ item }) => item === undefined)} loading={posting} rightSection={<KeyHint keys="F8" />} onClick={confirm}>
              {t(`entry.kinds.${kind}.confirm`)}
            </Button>
          </div>
        </section>
        <SessionList confirmed={state.confirmed} onPrint={openPrint} onUndo={(number) => void undo(number)} />
      </div>
      {dialog?.kind === 'camera' ? (
        <Suspense fallback={null}>
          <ScanCamera onScan={(code) => void entry.scan(code)} onClose={() => {
            setDialog(undefined);
            focusScan();
          }} />
        </Suspense>
      ) : null}
      {dialog?.kind === 'item' ? (
        <ItemForm
          opened
          way={mayCreate ? 'create' : 'propose'}
          barcode={dialog.line.scanned}
          onWritten={(item) => void entry.name(dialog.line.id, entryItem(item))}
          onClose={() => {
            setDialog(undefined);
            focusScan();
          }}
        />
      ) : null}
    </Page>
  );
}
