/** Updates that the relay has not acknowledged as durable. It empties by acknowledgement alone. */
import type { DocumentName } from '#model/identity/ids.ts';
import type { Database } from './database.ts';
import type { OutboxEntry } from './store.ts';

export interface Outbox {
  add(updateId: number, atMs: number): void;
  entries(limit: number, afterId: number): readonly OutboxEntry[];
  /** Unknown ids are ignored: an acknowledgement may come twice. @returns the documents they are of. */
  remove(ids: readonly number[]): ReadonlySet<DocumentName>;
  status(): { readonly waiting: number; readonly sinceMs: number | undefined };
}

export function createOutbox(database: Database): Outbox {
  const insert = database.prepare<[number, number]>('INSERT INTO outbox (id, at_ms) VALUES (?, ?)');
  const select = database.prepare<[number, number], OutboxEntry>(
    `SELECT outbox.id, document.name, update_log.bytes AS "update", outbox.at_ms AS atMs
     FROM outbox JOIN update_log ON update_log.id = outbox.id JOIN document ON document.id = update_log.document
     WHERE outbox.id > ? ORDER BY outbox.id LIMIT ?`,
  );
  const remove = database.prepare<[number]>('DELETE FROM outbox WHERE id = ?');
  // The row was kept for the outbox alone where a snapshot already holds it.
  const removeFolded = database.prepare<[number]>(
    `DELETE FROM update_log WHERE id = ?
       AND EXISTS (SELECT 1 FROM snapshot WHERE snapshot.document = update_log.document AND snapshot.up_to >= update_log.id)`,
  );
  const selectName = database
    .prepare<[number], DocumentName>(
      `SELECT document.name FROM outbox JOIN update_log ON update_log.id = outbox.id JOIN document ON document.id = update_log.document
       WHERE outbox.id = ?`,
    )
    .pluck();
  const count = database.prepare<[], number>('SELECT count(*) FROM outbox').pluck();
  const oldest = database.prepare<[], number>('SELECT at_ms FROM outbox ORDER BY id LIMIT 1').pluck();
  return {
    add: (updateId, atMs) => insert.run(updateId, atMs),
    entries: (limit, afterId) => select.all(afterId, limit),
    remove(ids) {
      const names = new Set<DocumentName>();
      for (const id of ids) {
        const name = selectName.get(id);
        if (name !== undefined) names.add(name);
        if (remove.run(id).changes > 0) removeFolded.run(id);
      }
      return names;
    },
    status: () => ({ waiting: count.get() ?? 0, sinceMs: oldest.get() }),
  };
}
