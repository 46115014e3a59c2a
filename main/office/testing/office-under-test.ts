/** An office core for tests: everything real but the outside. The store is in memory, time is turned by hand, and the relay is scripted. */
import Sqlite from 'better-sqlite3';
import { createHash } from 'node:crypto';
import type { Operations, OperationName } from '#model/operations.ts';
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import { readDocumentName } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { kinds } from '#model/kinds.ts';
import { createEd25519 } from '../../directory/ed25519.ts';
import { createIdentity } from '../../directory/identity.ts';
import { completeEnrolment, prepareEnrolment } from '../../directory/joining.ts';
import { createMemoryKeyVault, type KeyVault } from '../../directory/key-vault.ts';
import { createDirectoryViews } from '../../directory/views.ts';
import { createManualTimers, createScriptedRelay, plainCodec, type ScriptedRelay } from '../../sync/testing/scripted-relay.ts';
import { openOffice, type Office } from '../office.ts';

type Input<Name extends OperationName> = Operations[Name]['input'];
type Output<Name extends OperationName> = Operations[Name]['output'];

export interface OfficeUnderTest {
  readonly office: Office;
  readonly relay: ScriptedRelay;
  readonly vault: KeyVault;
  /** Milliseconds since 1970; a test moves it. Nothing that waits for time runs. */
  readonly clock: { nowMs: number };
  readonly faults: readonly unknown[];
  /** The output, or the reason of the refusal. */
  run<Name extends OperationName>(name: Name, input: Input<Name>, requestId?: string): Promise<Output<Name> | string>;
  /** As `run`, where a refusal fails the test. */
  done<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Output<Name>>;
  /** Joins an office of this organisation, as link and relay would bring it about. */
  admit(name: string, input: { readonly office: string; readonly role: 'clerk' | 'manager' | 'hq' | 'it' }): Promise<OfficeUnderTest>;
  /** Takes over a document that the other holds. @returns false where it was refused. */
  take(other: OfficeUnderTest, document: string): Promise<boolean>;
  /** Closes the office and opens it again on the same data. */
  reopen(): OfficeUnderTest;
  close(): void;
}

interface Machine {
  readonly name: string;
  readonly vault: KeyVault;
  readonly database: Sqlite.Database;
  readonly nowMs: number;
}

const FIRST_MS = Date.UTC(2026, 10, 23, 4);

export function openOfficeUnderTest(name: string): OfficeUnderTest {
  return start({ name, vault: createMemoryKeyVault(), database: new Sqlite(':memory:'), nowMs: FIRST_MS });
}

function start(machine: Machine): OfficeUnderTest {
  const { name, vault, database } = machine;
  const clock = { nowMs: machine.nowMs };
  const relay = createScriptedRelay();
  const faults: unknown[] = [];
  let drawn = 0;
  const randomBytes = (length: number): Uint8Array => {
    drawn += 1;
    return new Uint8Array(createHash('sha512').update(`${name} ${machine.nowMs} ${drawn}`).digest().subarray(0, length));
  };
  const signatures = createEd25519(randomBytes);
  const opened = openOffice({
    dataDir: '', vault, signatures, connect: relay.connect, timers: createManualTimers(clock.nowMs), codec: plainCodec, nowMs: () => clock.nowMs, randomBytes, afterTurn: (act) => void setImmediate(act),
    resourcesDir: '', demo: false, keepConnected: false, onFault: ({ error }) => faults.push(error), database,
  });
  if (isRefusal(opened)) throw new Error(opened.reason);
  const office: Office = opened;

  async function call(operation: string, input: unknown, requestId?: string): Promise<unknown> {
    const result = await office.dispatch.call(operation, input, { requestId });
    return result.ok ? result.value : result.refusal;
  }

  const under: OfficeUnderTest = {
    office, relay, vault, clock, faults,
    async run(operation, input, requestId) {
      const result = await call(operation, input, requestId);
      return isRefusal(result) ? result.reason : (result as Output<typeof operation>);
    },
    async done(operation, input) {
      const result = await call(operation, input);
      if (isRefusal(result)) throw new Error(`${operation}: ${result.reason} ${JSON.stringify(result.values)}`, { cause: faults.at(-1) });
      return result as Output<typeof operation>;
    },
    async admit(joining, input) {
      const { id, code } = await under.done('enrolment.create', input);
      const other = openOfficeUnderTest(joining);
      const joined = await other.office.store.transact((tx) => {
        const identity = createIdentity(other.vault, signatures);
        const prepared = prepareEnrolment(code, identity, signatures);
        if (isRefusal(prepared)) return prepared;
        const parts = { identity, views: createDirectoryViews(identity, signatures) };
        const organisation = office.store.read.get<{ root_key: string }>('SELECT root_key FROM organisation')?.root_key ?? '';
        const directory = office.store.updateSince(named('directory'), new Uint8Array([0])) ?? new Uint8Array();
        const granted = { organisation, enrolment: id, letter: 'A', directory };
        let count = 0;
        const stamp = () => `${clock.nowMs.toString(16).padStart(12, '0')}-${(count += 1).toString(16).padStart(4, '0')}-00000000` as never;
        return completeEnrolment(tx, parts, signatures, prepared, granted, { personName: joining, stamp });
      });
      if (isRefusal(joined)) throw new Error((joined as Refusal).reason);
      await under.take(other, 'directory');
      return other;
    },
    async take(other, document) {
      const update = other.office.store.updateSince(named(document), new Uint8Array([0]));
      if (update === undefined) throw new Error(`${document} is not held there`);
      return (await office.store.transact((tx) => tx.apply(named(document), update, 'relay'))).applied;
    },
    reopen() {
      void office.close();
      return start({ ...machine, nowMs: clock.nowMs });
    },
    close() {
      void office.close();
      database.close();
    },
  };
  return under;
}

function named(text: string): DocumentName {
  const name = readDocumentName(kinds, text);
  if (name === undefined) throw new Error(`no document is named ${text}`);
  return name;
}
