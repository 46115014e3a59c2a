/**
 * Sets updates aside that the relay refused. They leave the document, so that every replica shows the same, and stay in
 * quarantine.
 *
 * 1. The document is made anew from what the relay has acknowledged or sent, and then from what still waits. Rows follow.
 * 2. What was made after a refused update and builds on it is written anew without it (separate.ts), in the same
 *    transaction, and waits again. What cannot do without it is set aside with it.
 * 3. The document leaves memory: the next edit draws a new client id and builds on nothing that was refused.
 * 4. Where the document cannot be made anew without them (a snapshot holds them, or others have built on them already),
 *    only the outbox loses them.
 */
import * as Y from 'yjs';
import { observeChange } from '#model/document/change.ts';
import type { DocumentKind, DocumentProblem, RuleContext } from '#model/document/kind.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Work } from './apply.ts';
import { isPending, type LiveDocuments } from './live-documents.ts';
import type { Outbox } from './outbox.ts';
import type { Projections } from './projections.ts';
import type { Quarantine } from './quarantine.ts';
import { createSeparator } from './separate.ts';
import type { UpdateLog, WaitingUpdate } from './update-log.ts';

export interface SetAsideOptions {
  readonly kinds: KindRegistry;
  readonly rules: RuleContext;
  readonly documents: LiveDocuments;
  readonly log: UpdateLog;
  readonly outbox: Outbox;
  readonly quarantine: Quarantine;
  readonly projections: Projections;
  readonly newClientId: () => number;
}

export type SetAside = (work: Work, name: DocumentName, which: readonly number[] | 'all', problem: DocumentProblem) => readonly number[];

interface Remaining {
  readonly refused: readonly { readonly waiting: WaitingUpdate; readonly problem: DocumentProblem }[];
  /** Undefined where nothing of it is left. */
  readonly rewritten: readonly { readonly waiting: WaitingUpdate; readonly update: Uint8Array | undefined }[];
  readonly pending: boolean;
}

export function createSetAside(options: SetAsideOptions): SetAside {
  const { kinds, rules, documents, log, outbox, quarantine, projections, newClientId } = options;

  /** What becomes of all that waits; undefined where the document cannot be made anew. */
  function separated(
    id: number,
    name: DocumentName,
    kind: DocumentKind,
    { waiting, isRefused, problem }: { waiting: readonly WaitingUpdate[]; isRefused: (id: number) => boolean; problem: DocumentProblem },
  ): Remaining | undefined {
    const stored = log.storedWithoutWaiting(id);
    if (stored === undefined) return undefined;
    const { doc: full } = documents.open(name, kind);
    const doc = openDocument(kind);
    for (const update of stored) Y.applyUpdate(doc, update);
    const held = Y.decodeStateVector(Y.encodeStateVector(doc));
    const separator = createSeparator({ full, held, newClientId });
    const refused: { waiting: WaitingUpdate; problem: DocumentProblem }[] = [];
    const rewritten: { waiting: WaitingUpdate; update: Uint8Array | undefined }[] = [];
    const refuse = (update: WaitingUpdate, why: DocumentProblem): void => {
      refused.push({ waiting: update, problem: why });
      separator.refuse(update.update);
    };
    for (const each of waiting) {
      if (isRefused(each.id)) {
        refuse(each, problem);
        continue;
      }
      const result = separator.separate(each.update);
      if (result.kind === 'inseparable') refuse(each, { rule: 'SYNC-8', detail: `it lies inside what was refused: ${problem.rule} ${problem.detail}` });
      else if (result.kind === 'nothing') rewritten.push({ waiting: each, update: undefined });
      else {
        const update = result.kind === 'changed' ? result.update : each.update;
        // Where it does not hold alone the document has it by now, so all is begun once more, without it.
        if (!holds(name, kind, doc, update)) return separated(id, name, kind, { waiting, isRefused: (other) => other === each.id || isRefused(other), problem });
        // What follows one that is written anew goes after it, as it did before.
        if (result.kind === 'changed' || rewritten.length > 0) rewritten.push({ waiting: each, update });
      }
    }
    const pending = isPending(doc);
    return pending && !isPending(full) ? undefined : { refused, rewritten, pending };
  }

  function holds(name: DocumentName, kind: DocumentKind, doc: Y.Doc, update: Uint8Array): boolean {
    try {
      return kind.check(observeChange(name, kind, doc, () => Y.applyUpdate(doc, update)), rules) === undefined;
    } catch {
      return false;
    }
  }

  return (work, name, which, problem) => {
    const kind = kinds.kindOf(name);
    const row = log.row(name);
    if (kind === undefined || row === undefined) return [];
    const waiting = log.waiting(row.id);
    const isRefused = (id: number): boolean => which === 'all' || which.includes(id);
    if (!waiting.some(({ id }) => isRefused(id))) return [];
    const { record } = work;
    record.documents.add(name);
    for (const table of ['outbox', 'quarantine', 'document']) record.tables.add(table);
    const remaining = separated(row.id, name, kind, { waiting, isRefused, problem });
    documents.drop(name);
    if (remaining === undefined) {
      const only = waiting.filter(({ id }) => isRefused(id));
      for (const { update, origin } of only) quarantine.setAside(name, update, origin, problem);
      outbox.remove(only.map(({ id }) => id));
      return only.map(({ id }) => id);
    }
    for (const { waiting: update, problem: why } of remaining.refused) quarantine.setAside(name, update.update, update.origin, why);
    const gone = [...remaining.refused, ...remaining.rewritten].map((each) => each.waiting.id);
    log.remove(gone);
    for (const { waiting: before, update } of remaining.rewritten) {
      if (update === undefined) continue;
      outbox.add(log.append({ document: row.id, update, origin: before.origin, atMs: before.atMs, parked: false }), before.atMs);
      record.outboxGrew = true;
    }
    log.setPending(row.id, remaining.pending);
    log.removeEmpty(row.id);
    record.replaced.add(name);
    projections.rebuildKind(work.write, kind.kind, record.tables);
    return gone;
  };
}
