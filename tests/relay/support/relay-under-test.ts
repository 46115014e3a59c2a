/** A real relay on a free port with its data in a temporary folder, and an organisation that has claimed it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as Y from 'yjs';
import { createSampleDirectory, type SampleDirectory, type SampleWorkstation } from '#model/directory/testing/sample-directory.ts';
import { createToken } from '#model/directory/token.ts';
import { kinds } from '#model/kinds.ts';
import { signedBytes } from '#model/identity/signatures.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { startRelayServer, type RelayServer } from '../../../sync-server/connections/server.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../sync-server/limits.ts';
import { createLog } from '../../../sync-server/log.ts';
import { createRelay, type Relay } from '../../../sync-server/relay.ts';
import { createReleaseFiles } from '../../../sync-server/releases/release-files.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite-storage.ts';
import type { RelayStorage } from '../../../sync-server/storage/storage.ts';
import { systemTimers } from '../../../sync-server/timers.ts';
import { createZstdCodec } from '../../../sync-server/zstd-codec.ts';
import { openLink, type Signing } from './link-client.ts';

export interface RelayUnderTest {
  readonly url: string;
  readonly http: string;
  readonly folder: string;
  readonly relay: Relay;
  readonly storage: RelayStorage;
  readonly log: readonly { readonly event: string; readonly [field: string]: unknown }[];
  readonly sample: SampleDirectory;
  signing(workstation: SampleWorkstation): Signing;
  token(document: string, access: 'read' | 'write', by?: SampleWorkstation, expiresAtMs?: number): string;
  /** Stops the relay and starts another on the same data. @param meanwhile is run in between. */
  restart(meanwhile?: () => void): Promise<void>;
  close(): Promise<void>;
}

export const SETUP_CODE = 'ABCD-2345';

/** Wraps the storage that the relay is given, to hold up or fail its writes. */
export type StorageWrapper = (storage: RelayStorage) => RelayStorage;

interface Options {
  readonly limits?: Partial<Limits>;
  readonly claimed?: boolean;
  readonly wrap?: StorageWrapper;
}

export async function startRelay({ limits, claimed = true, wrap = (storage) => storage }: Options = {}): Promise<RelayUnderTest> {
  const folder = mkdtempSync(path.join(tmpdir(), 'branchline-relay-'));
  const sample = createSampleDirectory();
  const log: { event: string; [field: string]: unknown }[] = [];
  let current = await start();

  async function start(): Promise<{ storage: RelayStorage; relay: Relay; server: RelayServer }> {
    const all = { ...DEFAULT_LIMITS, repeatClaimMs: 0, ...limits };
    const timers = systemTimers();
    const storage = wrap(openSqliteStorage(path.join(folder, 'relay.sqlite'), { relay: 'relay-1', epoch: 'epoch-1', setupCode: SETUP_CODE }));
    const nowMs = (): number => Date.now();
    const relay = await createRelay({
      storage,
      kinds,
      signatures: sample.signatures,
      nowMs,
      timers,
      randomBytes,
      codec: createZstdCodec(),
      limits: all,
      log: createLog(nowMs, (line) => log.push(JSON.parse(line) as { event: string })),
    });
    const releases = createReleaseFiles(path.join(folder, 'releases'));
    const server = await startRelayServer({ host: '127.0.0.1', port: 0, relay, releases, timers, limits: all, log: createLog(nowMs, () => undefined) });
    return { storage, relay, server };
  }

  async function stop(): Promise<void> {
    current.server.stopAccepting();
    await current.relay.close();
    await current.server.close();
    await current.storage.close();
  }

  const under: RelayUnderTest = {
    get url() {
      return `ws://127.0.0.1:${current.server.port}`;
    },
    get http() {
      return `http://127.0.0.1:${current.server.port}`;
    },
    folder,
    get relay() {
      return current.relay;
    },
    get storage() {
      return current.storage;
    },
    log,
    sample,
    signing: (workstation) => ({
      workstation: workstation.record.id,
      privateKey: workstation.keys.privateKey,
      organisation: sample.rootKey,
      signatures: sample.signatures,
    }),
    token: (document, access, by = sample.second, expiresAtMs = Date.now() + 3_600_000) =>
      createToken({ document: document as DocumentName, access, expiresAtMs, workstation: by.record.id }, (purpose, record) =>
        sample.signatures.sign(by.keys.privateKey, signedBytes(purpose, record)),
      ),
    async restart(meanwhile) {
      await stop();
      meanwhile?.();
      current = await start();
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (claimed) {
    const client = openLink(under.url);
    await client.next('challenge');
    client.send({ type: 'claim', setupCode: SETUP_CODE, organisation: sample.rootKey, directory: Y.encodeStateAsUpdate(sample.doc) });
    await client.next('claimed');
    client.close();
    await client.closed;
  }
  return under;
}
