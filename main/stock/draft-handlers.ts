/** Drafts of entries, in a table of this workstation alone (STOCK-25). */
import { draftDiscard, draftList, draftSave } from '#model/stock/operations.ts';
import { command, query, type CommandContext, type Handler } from '../area.ts';

interface DraftRecord {
  readonly id: string;
  readonly kind: string;
  readonly content: string;
  readonly at_ms: number;
}

/** Removes a person's draft; one that is not there, or another's, is left as it is. */
export function discardDraft({ tx, actor }: CommandContext, id: string): void {
  tx.write.run('DELETE FROM entry_draft WHERE id = ? AND person = ?', id, actor.person);
}

export const draftHandlers: readonly Handler[] = [
  command(draftSave, ({ tx, actor, nowMs }, { id, kind, content }) => {
    tx.write.run(
      `INSERT INTO entry_draft (id, person, kind, content, at_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET content = excluded.content, at_ms = excluded.at_ms WHERE person = excluded.person`,
      id,
      actor.person,
      kind,
      content,
      nowMs(),
    );
    return { id };
  }),

  command(draftDiscard, (context, { id }) => {
    discardDraft(context, id);
    return { id };
  }),

  query(draftList, ({ read, actor }, { kind }) => {
    if (actor === undefined) return { rows: [] };
    const rows = read.all<DraftRecord>(
      'SELECT id, kind, content, at_ms FROM entry_draft WHERE person = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY at_ms DESC LIMIT 50',
      actor.person,
      kind ?? null,
    );
    return { rows: rows.map(({ id, kind: of, content, at_ms: atMs }) => ({ id, kind: of, content, atMs })) };
  }),
];
