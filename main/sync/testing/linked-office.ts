/** An office with its link to a scripted relay, for tests of the link. */
import Sqlite from 'better-sqlite3';
import * as Y from 'yjs';
import { createKindRegistry } from '#model/document/registry.ts';
import { createHybridClock } from '#model/identity/hybrid-clock.ts';
import type { LinkCause } from '#model/sync/causes.ts';
import type { Database } from '../../store/database.ts';
import { kinds as notebooks, notebookName, noteProjection, noting } from '../../store/testing/notebook.ts';
import { openTestingStore, type TestingStore } from '../../store/testing/open-testing-store.ts';
import type { Store } from '../../store/store.ts';
import { createLink } from '../link.ts';
import type { Link } from '../link-options.ts';
import { RELAY_URL } from '../settings.ts';
import { reportProjection } from '../watermarks.ts';
import { createManualTimers, createScriptedRelay, plainCodec, type ManualTimers, type ScriptedRelay } from './scripted-relay.ts';

export interface Office extends TestingStore {
  readonly link: Link;
  readonly relay: ScriptedRelay;
  readonly timers: ManualTimers;
  readonly notices: readonly LinkCause[];
  /** Runs the store and everything that follows from it. */
  run(): Promise<void>;
  edit(id: string, entries: Readonly<Record<string, string>>): Promise<void>;
}

/** Notebooks, and one that the link takes for the directory. */
const kinds = createKindRegistry(notebooks.kinds.flatMap((kind) => [kind, { ...kind, kind: 'directory', pattern: /^directory$/ }]));

const opened: Office[] = [];

/** After each test: the links of all that it opened end. */
export function closeOffices(): void {
  for (const office of opened.splice(0)) office.link.close();
}

/** Not yet connected. @param database given to open what another office left, as after a crash. */
export async function openOffice(database: Database = new Sqlite(':memory:'), wrap: (store: Store) => Store = (store) => store): Promise<Office> {
  const timers = createManualTimers(1_000_000);
  const testing = openTestingStore(database, { kinds, projections: [noteProjection, reportProjection], nowMs: timers.nowMs });
  const relay = createScriptedRelay();
  const notices: LinkCause[] = [];
  const clock = createHybridClock(timers.nowMs, () => '0a0b0c0d');
  const link = createLink({
    store: wrap(testing.store),
    kinds,
    connect: relay.connect,
    timers,
    nowMs: timers.nowMs,
    randomBytes: (length) => new Uint8Array(length).fill(128),
    codec: plainCodec,
    identity: () => ({ workstation: 'own', office: 'BJ', organisation: 'root', sign: () => 'signature' }),
    stamp: () => clock.next(),
    reports: { verify: (_key, _message, signature) => signature === 'genuine', workstationKey: (workstation) => workstation },
    onNotice: (cause) => notices.push(cause),
    onFault: () => undefined,
  });
  async function run(): Promise<void> {
    for (let turns = 0; turns < 20; turns += 1) {
      testing.settle();
      await Promise.resolve();
      await new Promise((resolve) => void setImmediate(resolve));
    }
  }
  const office: Office = {
    ...testing,
    link,
    relay,
    timers,
    notices,
    run,
    async edit(id, entries) {
      const done = testing.store.transact((tx) => tx.edit(notebookName(id), noting(entries)));
      testing.settle();
      await done;
      await run();
    },
  };
  opened.push(office);
  void testing.store.transact((tx) => tx.setSetting(RELAY_URL, 'ws://relay'));
  await run();
  link.configurationChanged();
  return office;
}

/** Connected and caught up with an empty relay. */
export async function liveOffice(...given: Parameters<typeof openOffice>): Promise<Office> {
  const office = await openOffice(...given);
  office.link.start();
  office.relay.line.welcome();
  office.relay.line.send({ type: 'batch', upTo: 0, last: true, updates: [] });
  await office.run();
  return office;
}

/** The updates of a notebook written elsewhere, one an entry. */
export function elsewhere(entries: Readonly<Record<string, string>>): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [key, text] of Object.entries(entries)) doc.getMap('entries').set(key, text);
  return updates;
}

export const notes = (office: Office, id: string): Record<string, string> =>
  Object.fromEntries(
    office.store.read.all<{ id: string; text: string }>('SELECT id, text FROM note WHERE document = ? ORDER BY id', notebookName(id)).map((row) => [row.id, row.text]),
  );
