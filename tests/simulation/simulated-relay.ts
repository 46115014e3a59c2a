/** The real relay in a simulated world: its storage is the disk and outlives its crashes. */
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import type { Codec } from '#model/link/transport.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { createMemoryStorage } from '../../sync-server/storage/memory-storage.ts';
import type { RelayStorage } from '../../sync-server/storage/storage.ts';
import type { Network } from './network.ts';
import type { Process, World } from './world.ts';

export interface SimulatedRelay {
  readonly storage: RelayStorage;
  start(): Promise<void>;
  /** The power goes: what is not on its disk is gone. */
  crash(): void;
  /** Puts back a backup of the disk, as an administrator would. The relay must be down. */
  restoreBackup(upTo: number): Promise<void>;
  readonly running: boolean;
  /** Log lines that tell of a defect. */
  readonly faults: readonly string[];
}

export interface SimulatedRelayOptions {
  readonly world: World;
  readonly network: Network;
  readonly kinds: KindRegistry;
  readonly signatures: SignatureScheme;
  readonly codec: Codec;
  /** The relay is new where it serves nobody. */
  readonly serves?: { readonly organisation: string; readonly directory: Uint8Array };
}

export const SETUP_CODE = 'AAAA-AAAA';

export async function createSimulatedRelay(options: SimulatedRelayOptions): Promise<SimulatedRelay> {
  const { world, network, serves } = options;
  const faults: string[] = [];
  let epochs = 0;
  let storage = await newStorage();
  let process: Process | undefined;
  let relay: Relay | undefined;

  async function newStorage(): Promise<RelayStorage> {
    epochs += 1;
    const made = createMemoryStorage({ relay: 'relay', epoch: `epoch-${epochs}`, setupCode: SETUP_CODE });
    if (serves !== undefined) await made.claim(serves.organisation, { name: DIRECTORY_DOCUMENT, update: serves.directory, origin: '', atMs: world.nowMs() });
    return made;
  }

  return {
    get storage() {
      return storage;
    },
    async start() {
      const started = world.startProcess();
      process = started;
      const opened = await createRelay({
        storage,
        kinds: options.kinds,
        signatures: options.signatures,
        nowMs: world.nowMs,
        timers: started.timers,
        randomBytes: world.random.bytes,
        codec: options.codec,
        limits: { foldAfterUpdates: 20, roomIdleMs: 5000, batchBytes: 600 },
        log: {
          write(level, event, fields) {
            if (level === 'error') faults.push(`${event} ${JSON.stringify(fields)}`);
          },
        },
      });
      if (!started.alive) return;
      relay = opened;
      network.listen((transport) => {
        const events = opened.acceptLink({
          send: (message) => {
            if (started.alive) transport.send(message);
          },
          get bufferedBytes() {
            return transport.bufferedBytes;
          },
          close: (code, reason) => {
            if (started.alive) transport.close(code, reason);
          },
        });
        return {
          received: (message) => {
            if (started.alive) events.received(message);
          },
          closed: (code, reason) => {
            if (started.alive) events.closed(code, reason);
          },
        };
      });
    },
    crash() {
      process?.kill();
      relay = undefined;
      network.listen(undefined);
      network.relayDied();
    },
    async restoreBackup(upTo) {
      const old = storage;
      storage = await newStorage();
      const rows = await old.log(1, Math.max(1, upTo), Number.MAX_SAFE_INTEGER);
      if (rows.length > 0) await storage.append(rows.map(({ name, update, origin, atMs }) => ({ name, update, origin, atMs })));
    },
    get running() {
      return relay !== undefined;
    },
    faults,
  };
}
