/**
 * Folds a document's update log into a snapshot, after commits and out of the callers' way.
 *
 * 1. Folding encodes the loaded document; merging updates is far slower (FACTS.md).
 * 2. Never while updates wait for earlier ones, and no row goes that the outbox still needs. Nor while a few updates wait
 *    for the relay: one that it refuses leaves the document again (set-aside.ts), and cannot be taken out of a snapshot.
 * 3. A fold that fails changes nothing and is reported; the document stays as it was.
 */
import * as Y from 'yjs';
import type { KindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Database } from './database.ts';
import { isPending, type LiveDocuments } from './live-documents.ts';
import type { UpdateLog } from './update-log.ts';

export interface FoldingLimits {
  readonly rows: number;
  readonly bytes: number;
}

export interface Folding {
  /** Notes documents that may have grown past a limit. */
  consider(names: Iterable<DocumentName>): void;
  /** Folds what the last process left over the limits. */
  considerAll(): void;
  close(): void;
}

export interface FoldingOptions {
  readonly database: Database;
  readonly kinds: KindRegistry;
  readonly documents: LiveDocuments;
  readonly log: UpdateLog;
  readonly limits: FoldingLimits;
  readonly schedule: (act: () => void) => void;
  /** Callers that wait go first. */
  readonly isBusy: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/**
 * Past this many times the limit a document is folded although its updates wait, as they do for ever in an office that
 * has no relay: loading it must stay quick.
 */
const WAITING_TIMES = 4;
/** How often folding gives way before it takes its turn. */
const MAX_DEFERRALS = 20;

export function createFolding(options: FoldingOptions): Folding {
  const { database, kinds, documents, log, limits, schedule, isBusy, onFault } = options;
  const due = new Set<DocumentName>();
  let scheduled = false;
  let deferrals = 0;
  let closed = false;

  const foldInTransaction = database.transaction((name: DocumentName) => {
    const kind = kinds.kindOf(name);
    const row = log.row(name);
    if (kind === undefined || row === undefined || isAwaited(row.id)) return;
    const { doc } = documents.open(name, kind);
    if (!isPending(doc)) log.fold(row.id, Y.encodeStateAsUpdate(doc));
  });

  function isAwaited(document: number): boolean {
    const most = limits.rows * WAITING_TIMES;
    const count = log.waitingCount(document, most);
    return count > 0 && count < most;
  }

  function next(): void {
    scheduled = false;
    if (closed) return;
    if (isBusy() && deferrals < MAX_DEFERRALS) {
      deferrals += 1;
      ask();
      return;
    }
    deferrals = 0;
    const [name] = due;
    if (name === undefined) return;
    due.delete(name);
    try {
      foldInTransaction(name);
      documents.trim();
    } catch (error) {
      onFault(new Error(`${name} could not be folded`, { cause: error }));
    }
    if (due.size > 0) ask();
  }

  function ask(): void {
    if (scheduled) return;
    scheduled = true;
    schedule(next);
  }

  return {
    consider(names) {
      for (const name of names) {
        const row = log.row(name);
        if (row === undefined || row.pending) continue;
        if (row.unfoldedRows >= limits.rows || row.unfoldedBytes >= limits.bytes) due.add(name);
      }
      if (due.size > 0) ask();
    },
    considerAll() {
      for (const name of log.overLimit(limits.rows, limits.bytes)) due.add(name);
      if (due.size > 0) ask();
    },
    close() {
      closed = true;
      due.clear();
    },
  };
}
