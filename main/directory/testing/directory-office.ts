/** An office with nothing but the directory area, over a real store in memory and real Ed25519. */
import { createHash } from 'node:crypto';
import { directoryKind } from '#model/directory/directory-kind.ts';
import type { InputOf, OperationDefinition, OutputOf, ParsedInputOf } from '#model/contract/operation.ts';
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import type { DocumentKind } from '#model/document/kind.ts';
import { createKindRegistry, readDocumentName } from '#model/document/registry.ts';
import { makeStamp, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import type { Actor, Services } from '../../area.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { openMadeDatabase } from '../../store/testing/made-database.ts';
import { actorOf } from '../actor.ts';
import { createEd25519 } from '../ed25519.ts';
import { createIdentity, type Identity } from '../identity.ts';
import { createDirectoryArea } from '../index.ts';
import { createMemoryKeyVault, type KeyVault } from '../key-vault.ts';
import { rulesOf } from '../rules.ts';
import { createDirectoryViews, type DirectoryViews } from '../views.ts';

/** Documents to give tokens for: anybody reads, headquarters writes. */
const noticeKind: DocumentKind = {
  kind: 'notice',
  pattern: /^notice\/[a-z]+$/,
  roots: { notices: 'map' },
  mayWrite: (_name, writer) => writer.headquarters,
  mayRead: () => true,
  guarded: false,
  check: () => undefined,
};
const kinds = createKindRegistry([directoryKind, noticeKind]);

export interface DirectoryOffice {
  readonly store: Store;
  readonly vault: KeyVault;
  readonly identity: Identity;
  readonly views: DirectoryViews;
  readonly signatures: SignatureScheme;
  readonly services: Services;
  /** Milliseconds since 1970; a test moves it. */
  readonly clock: { nowMs: number };
  actor(): Actor | undefined;
  /** Runs an operation's handler; permission is the office core's and not judged here. */
  run<Definition extends OperationDefinition>(definition: Definition, input: InputOf<Definition>): Promise<OutputOf<Definition> | Refusal>;
  /** As `run`, where a refusal fails the test. */
  done<Definition extends OperationDefinition>(definition: Definition, input: InputOf<Definition>): Promise<OutputOf<Definition>>;
  documentName(name: string): DocumentName;
  /** The whole directory document. */
  directory(): Uint8Array;
  /** Takes over what the other holds of the directory. */
  takeFrom(other: DirectoryOffice): Promise<void>;
  close(): void;
}

/** Bytes that look random and are the same in each run. */
function randomSource(name: string): (length: number) => Uint8Array {
  let count = 0;
  return (length) => {
    count += 1;
    return new Uint8Array(createHash('sha512').update(`${name} ${count}`).digest().subarray(0, length));
  };
}

export function openDirectoryOffice(name: string, vault: KeyVault = createMemoryKeyVault()): DirectoryOffice {
  const clock = { nowMs: Date.UTC(2026, 10, 23, 4) };
  const randomBytes = randomSource(name);
  const signatures = createEd25519(randomBytes);
  const identity = createIdentity(vault, signatures);
  const views = createDirectoryViews(identity, signatures);
  const area = createDirectoryArea({ identity, views, signatures, kinds });
  const database = openMadeDatabase(area.projections);
  const opened = openStore({
    file: ':memory:',
    database,
    kinds,
    projections: area.projections,
    rules: (read) => rulesOf(read, identity, signatures),
    nowMs: () => clock.nowMs,
  });
  if (isRefusal(opened)) throw new Error(opened.reason);
  const store = opened;
  let ticks = 0;
  const node = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const services: Services = {
    nowMs: () => clock.nowMs,
    stamp: (): Stamp => makeStamp(clock.nowMs, (ticks += 1), node),
    newId: () => `${node}-0000-7000-8000-${(ticks += 1).toString(16).padStart(12, '0')}`,
    randomBytes,
    sign: (purpose, record) => identity.sign(store.read, purpose, record),
  };

  const office: DirectoryOffice = {
    store, vault, identity, views, signatures, services, clock,
    actor() {
      const actor = actorOf(store.read, identity);
      return isRefusal(actor) ? undefined : actor;
    },
    async run<Definition extends OperationDefinition>(definition: Definition, input: InputOf<Definition>) {
      const handler = area.handlers.find((each) => each.definition === definition);
      const parsed = definition.input.parse(input) as ParsedInputOf<Definition>;
      const actor = office.actor();
      switch (handler?.kind) {
        case 'query':
          return shown(definition, handler.handle({ ...services, read: store.read, actor }, parsed));
        case 'command':
          return shown(definition, await store.transact((tx) => handler.handle({ ...services, tx, actor: actor as Actor }, parsed)));
        default:
          throw new Error(`nobody handles ${definition.name}`);
      }
    },
    async done(definition, input) {
      const result = await office.run(definition, input);
      if (isRefusal(result)) throw new Error(`${definition.name}: ${result.reason} ${JSON.stringify(result.values)}`);
      return result;
    },
    documentName(text) {
      const found = readDocumentName(kinds, text);
      if (found === undefined) throw new Error(`no document is named ${text}`);
      return found;
    },
    directory() {
      const update = store.updateSince(office.documentName('directory'), new Uint8Array([0]));
      if (update === undefined) throw new Error('no directory here');
      return update;
    },
    async takeFrom(other) {
      const update = other.directory();
      const outcome = await store.transact((tx) => tx.apply(office.documentName('directory'), update, 'relay'));
      if (!outcome.applied) throw new Error(JSON.stringify(outcome));
    },
    close() {
      store.close();
      database.close();
    },
  };
  return office;
}

/** A command or query answers what its definition says, and nothing else. */
function shown<Definition extends OperationDefinition>(definition: Definition, result: unknown): OutputOf<Definition> | Refusal {
  if (!isRefusal(result)) return definition.output.parse(result) as OutputOf<Definition>;
  return result;
}
