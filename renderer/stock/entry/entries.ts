/** The entries under way, one of each kind for each person. They go on while other screens are looked at. */
import type { Office } from '../../app/office.ts';
import { readSound } from '../../app/preferences.ts';
import { createEntry, type Entry } from './entry.ts';
import type { EntryKind } from './entry-kinds.ts';
import { playTone } from './sound.ts';

const entries = new WeakMap<Office, Map<string, Entry>>();

export function entryOf(office: Office, kind: EntryKind, own: string, person: string): Entry {
  const ofOffice = entries.get(office) ?? new Map<string, Entry>();
  entries.set(office, ofOffice);
  const key = `${kind} ${own} ${person}`;
  const entry =
    ofOffice.get(key) ??
    createEntry({
      office,
      kind,
      own,
      newId: () => crypto.randomUUID(),
      tone: (tone) => {
        if (readSound()) playTone(tone);
      },
    });
  ofOffice.set(key, entry);
  return entry;
}
