/** Writes changes of a card as history entries. */
import { boardName } from '#model/tasks/board-kind.ts';
import { fieldStates, nextEntry, valueKey, type Author, type HistoryEntry } from '#model/tasks/card-history.ts';
import type { CommandContext } from '../area.ts';
import { readHistory } from './card-rows.ts';
import type { FoundCard } from './resolve.ts';

export interface FieldChange {
  readonly field: string;
  readonly value: unknown;
}

/** Whoever acts, with a new stamp. */
export function authorNow(context: CommandContext): Author {
  const { actor } = context;
  return { by: actor.person, name: actor.personName, office: actor.office, workstation: actor.workstation, at: context.stamp() };
}

/**
 * Adds an entry for each field whose value differs from what it shows, or which holds two values.
 * @param seen by field, the entries that the person had on screen; what the office holds, where a field is not named
 * @returns the fields written
 */
export function writeFields(
  context: CommandContext,
  card: FoundCard,
  changes: readonly FieldChange[],
  seen: Readonly<Record<string, readonly string[]>> = {},
): readonly string[] {
  const states = fieldStates(readHistory(context.tx.read, card.id));
  const entries: HistoryEntry[] = [];
  for (const { field, value } of changes) {
    const state = states.get(field);
    const shown = state?.value ?? absentValue(field);
    if (!(state?.collided ?? false) && valueKey(shown) === valueKey(value)) continue;
    const draft = { id: context.newId(), card: card.id, field, value, ...authorNow(context) };
    entries.push(nextEntry(draft, state, seen[field]));
  }
  if (entries.length > 0) {
    context.tx.edit(boardName(card.board), (doc) => {
      for (const entry of entries) doc.getMap('history').set(entry.id, entry);
    });
  }
  return entries.map((entry) => entry.field);
}

/** What a field that was never written shows: writing that changes nothing. */
function absentValue(field: string): unknown {
  if (field === 'description') return '';
  if (field === 'archived' || field.startsWith('label/') || field.endsWith('/done')) return false;
  return null;
}
