/** What one work, or the group of works that share a commit, has changed so far. */
import type { DocumentName } from '#model/identity/ids.ts';
import type { Commit } from './store.ts';

export interface WorkRecord {
  readonly tables: Set<string>;
  readonly updates: Commit['updates'][number][];
  /** Documents that it touched in memory. */
  readonly documents: Set<DocumentName>;
  /** Documents that lost updates: what is in memory elsewhere stands on what is no longer there. */
  readonly replaced: Set<DocumentName>;
  outboxGrew: boolean;
}

export function newRecord(): WorkRecord {
  return { tables: new Set(), updates: [], documents: new Set(), replaced: new Set(), outboxGrew: false };
}

export function addRecord(group: WorkRecord, work: WorkRecord): void {
  for (const table of work.tables) group.tables.add(table);
  for (const update of work.updates) group.updates.push(update);
  for (const name of work.documents) group.documents.add(name);
  for (const name of work.replaced) group.replaced.add(name);
  group.outboxGrew ||= work.outboxGrew;
}
