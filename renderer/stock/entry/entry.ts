/**
 * An entry of many lines: scans in, one document out. It outlives the screen that shows it.
 *
 * 1. What comes in is worked off in its order, one after the other; nothing is dropped while the office is asked, while
 *    a draft is saved or while a document is posted (STOCK-27).
 * 2. Each change is saved as a draft of this workstation; posting discards the draft in its own transaction (STOCK-28).
 * 3. A document whose answer was lost is sent again as it was, under the same request, before anything else is posted:
 *    nothing is posted twice (STOCK-29).
 */
import type { Input, Office, Output, Result } from '../../app/office.ts';
import { sumQuantities } from '../../design/format/quantity.ts';
import { plainTyped } from '../../design/format/typed.ts';
import { createDraftSaver } from './draft-saver.ts';
import type { EntryKind } from './entry-kinds.ts';
import { changeLine, emptyContent, postable, putBack, readContent, removeLine, type EntryContent, type EntryItem, type EntryLine } from './entry-lines.ts';
import type { ConfirmedDocument, EntryState } from './entry-state.ts';
import { createLookUp } from './look-up.ts';
import { documentOf } from './post-input.ts';
import { createScanning } from './scanning.ts';

export interface EntryOptions {
  readonly office: Office;
  readonly kind: EntryKind;
  /** Code of this office. */
  readonly own: string;
  readonly newId: () => string;
  readonly tone: (kind: 'good' | 'bad') => void;
}

export type Entry = ReturnType<typeof createEntry>;

type Posting = { readonly input: Input<'stock.postDocument'>; readonly requestId: string; readonly lines: readonly EntryLine[] };

export function createEntry({ office, kind, own, newId, tone }: EntryOptions) {
  let state: EntryState = {
    ready: false,
    content: emptyContent(kind),
    current: undefined,
    echo: undefined,
    ask: undefined,
    override: false,
    refused: undefined,
    posting: false,
    save: 'none',
    restored: undefined,
    confirmed: [],
    removed: undefined,
  };
  const listeners = new Set<() => void>();
  const draftKind = `entry-${kind}`;
  let draft = newId();
  let stored = false;
  let lastRemoved: { readonly line: EntryLine; readonly index: number } | undefined;
  let unanswered: Posting | undefined;
  let work: Promise<void> = Promise.resolve();

  function set(part: Partial<EntryState>): void {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }

  const saver = createDraftSaver(
    async () => {
      const { content } = state;
      if (content.lines.length === 0) {
        if (!stored) return true;
        const discarded = await office.call('draft.discard', { id: draft }, { requestId: newId() });
        stored = !discarded.ok;
        return discarded.ok;
      }
      const saved = await office.call('draft.save', { id: draft, kind: draftKind, content: JSON.stringify(content) }, { requestId: newId() });
      stored ||= saved.ok;
      return saved.ok;
    },
    (save) => set({ save }),
  );

  /** New content, on its way to disk. */
  function change(content: EntryContent, more: Partial<EntryState> = {}): void {
    // What was allowed was allowed for the document as it was refused.
    set({ content, refused: undefined, override: false, ...more });
    // A save while its document is posted would bring the draft back after it; what changed is saved then.
    if (!state.posting) saver.changed();
  }

  /** What is being posted is not changed under way. */
  function byHand(content: EntryContent): void {
    if (!state.posting) change(content);
  }

  /** One thing after the other, in the order in which they were asked for. */
  function next(task: () => Promise<void>): Promise<void> {
    work = work.then(task);
    return work;
  }

  const lookUp = createLookUp(office, own);
  const scanning = createScanning({ kind, lookUp, newId, tone, state: () => state, set, change });

  async function restore(): Promise<void> {
    const found = await office.call('draft.list', { kind: draftKind });
    const drafts = found.ok ? found.value.rows : [];
    for (const row of drafts) {
      const content = readContent(row.content);
      if (content === undefined) continue;
      const { after, ...whole } = content;
      // Set aside for a document that was never posted: its lines still stand in the draft of that document.
      if (after !== undefined && drafts.some(({ id }) => id === after)) {
        await office.call('draft.discard', { id: row.id }, { requestId: newId() });
        continue;
      }
      draft = row.id;
      stored = true;
      set({ content: whole, current: whole.lines.at(-1)?.id, save: 'saved', restored: { atMs: row.atMs, lines: whole.lines.length } });
      break;
    }
    set({ ready: true });
  }

  function confirmedOf({ lines }: Posting, { number, lines: posted }: Output<'stock.postDocument'>, aside: number): ConfirmedDocument {
    const out = kind === 'move' ? posted.filter((_line, index) => index % 2 === 0) : posted;
    const units = new Set(out.map(({ unit }) => unit));
    const quantity = sumQuantities(out.map((line) => line.quantity.replace(/^-/, '')));
    const total = units.size === 1 ? { quantity, unit: out[0]?.unit ?? '' } : undefined;
    return { number, lines: lines.length, names: out.slice(0, 3).map(({ itemName }) => itemName), total, aside, undone: false };
  }

  /** Lines that nobody could name go on as a draft of their own, durable before the document is. */
  async function keepAside(lines: readonly EntryLine[]): Promise<{ readonly id: string; readonly ok: boolean }> {
    const id = newId();
    if (lines.length === 0) return { id, ok: true };
    const content: EntryContent = { ...emptyContent(kind), lines: [...lines], after: draft };
    const saved = await office.call('draft.save', { id, kind: draftKind, content: JSON.stringify(content) }, { requestId: newId() });
    return { id, ok: saved.ok };
  }

  function refuse(refused: Extract<Result<unknown>, { ok: false }>['refusal'], lines: readonly EntryLine[]): void {
    const [, index, field] = /^lines\.(\d+)\.(\w+)/.exec(refused.field ?? '') ?? [];
    const line = index === undefined ? undefined : lines[Number(index)]?.id;
    set({ refused: { refusal: refused, line, field: line === undefined ? refused.field : field }, ...(line === undefined ? {} : { current: line }) });
    tone('bad');
  }

  async function post(): Promise<void> {
    if (unanswered === undefined && postable(state.content).length === 0) {
      set({ echo: { kind: 'bad', problem: 'nothingToConfirm', text: '' } });
      tone('bad');
      return;
    }
    set({ posting: true, refused: undefined });
    await saver.settled();
    const repeated = unanswered !== undefined;
    const posting = (unanswered ??= { input: documentOf(kind, state.content, draft, state.override), requestId: newId(), lines: postable(state.content) });
    const sent = new Set(posting.lines.map(({ id }) => id));
    const aside = state.content.lines.filter(({ id }) => !sent.has(id));
    const kept = await keepAside(aside);
    const result = await office.call('stock.postDocument', posting.input, { requestId: posting.requestId });
    if (result.ok || result.refusal.reason !== 'core.gone') unanswered = undefined;
    if (!result.ok) {
      if (aside.length > 0) await office.call('draft.discard', { id: kept.id }, { requestId: newId() });
      set({ posting: false });
      refuse(result.refusal, posting.lines);
      return;
    }
    // Saved again since it was first sent, it would come back as a draft of what is posted.
    if (repeated) await office.call('draft.discard', { id: draft }, { requestId: newId() });
    draft = kept.id;
    stored = aside.length > 0 && kept.ok;
    lastRemoved = undefined;
    const done = confirmedOf(posting, result.value, aside.length);
    set({
      content: { ...emptyContent(kind), reason: state.content.reason, lines: aside },
      current: aside.at(-1)?.id,
      echo: { kind: 'confirmed', document: done },
      ask: undefined,
      override: false,
      posting: false,
      restored: undefined,
      removed: undefined,
      save: 'none',
      confirmed: [done, ...state.confirmed],
    });
    if (aside.length > 0) saver.changed();
    tone('good');
  }

  void next(restore);

  return {
    kind,
    getState: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    scan: (text: string) => next(() => scanning.scan(plainTyped(text))),
    type: (text: string) => next(() => scanning.type(text)),
    choose: (item: EntryItem) => next(() => scanning.add({ item, unit: item.unit, quantity: '1' }, item.code)),
    /** Says what a line that was set aside is; it keeps its quantity. */
    name: (line: string, item: EntryItem) => next(() => scanning.name(line, item)),
    confirm: () => next(post),
    select: (line: string) => set({ current: line, echo: { kind: 'line' }, ask: undefined, removed: undefined }),
    /** A line changed by hand is no longer suggested. */
    edit: (line: string, given: Partial<EntryLine>, suggested = false) => byHand(changeLine(state.content, line, { ...given, suggested })),
    header: (given: Partial<Pick<EntryContent, 'partner' | 'reason' | 'reference' | 'to' | 'location'>>) => byHand({ ...state.content, ...given }),
    allow: (override: boolean) => set({ override }),
    /** Leaves the question, the refusal or the echo; false where there was none. */
    back(): boolean {
      const { echo, ask, refused } = state;
      if (ask === undefined && refused === undefined && (echo === undefined || echo.kind === 'line')) return false;
      set({ ask: undefined, refused: undefined, echo: state.current === undefined ? undefined : { kind: 'line' } });
      return true;
    },
    remove(line: string): void {
      const found = state.content.lines.find(({ id }) => id === line);
      if (found === undefined || state.posting) return;
      const left = removeLine(state.content, line);
      lastRemoved = { line: found, index: left.index };
      change(left.content, { current: left.line, echo: undefined, ask: undefined, removed: { name: found.item?.name ?? found.scanned } });
    },
    putBack(): void {
      if (lastRemoved === undefined || state.posting) return;
      const { line, index } = lastRemoved;
      lastRemoved = undefined;
      change(putBack(state.content, line, index), { current: line.id, echo: { kind: 'line' }, removed: undefined });
    },
    /** Empties the entry. @returns what brings it back. */
    discard(): () => void {
      const { content } = state;
      change({ ...emptyContent(kind), reason: content.reason }, { current: undefined, echo: undefined, ask: undefined, restored: undefined, removed: undefined });
      return () => change({ ...content, lines: [...content.lines, ...state.content.lines] }, { current: content.lines.at(-1)?.id, echo: undefined });
    },
    async undo(number: string, reason: string): Promise<Result<Output<'stock.reverseDocument'>>> {
      const result = await office.call('stock.reverseDocument', { number, reason }, { requestId: newId() });
      if (result.ok) set({ confirmed: state.confirmed.map((each) => (each.number === number ? { ...each, undone: true } : each)) });
      return result;
    },
    /** The draft is saved again where the last attempt failed. */
    retrySave: () => void saver.settled(),
  };
}
