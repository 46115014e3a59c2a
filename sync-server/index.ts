/** The relay's program; see USAGE. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { kinds } from '#model/kinds.ts';
import { createEd25519 } from './access/ed25519.ts';
import { newSetupCode } from './access/setup-code.ts';
import { startRelayServer } from './connections/server.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { createLog } from './log.ts';
import { createRelay } from './relay.ts';
import { createReleaseFiles } from './releases/release-files.ts';
import { openSqliteStorage } from './storage/sqlite-storage.ts';
import { systemTimers } from './timers.ts';
import { createZstdCodec } from './zstd-codec.ts';

const USAGE = `relay --data DIR --port N [--host H] [--new-epoch]
  --new-epoch  once, after the data folder was restored from a backup: workstations then compare all they hold`;

interface Arguments {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly newEpoch: boolean;
}

function readArguments(): Arguments | string {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, port: { type: 'string' }, host: { type: 'string', default: '127.0.0.1' }, 'new-epoch': { type: 'boolean', default: false } },
    });
    const port = Number(values.port);
    if (values.data === undefined || values.port === undefined) return 'a data folder and a port are needed';
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return `${values.port} is no port`;
    return { data: values.data, port, host: values.host, newEpoch: values['new-epoch'] };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

async function run({ data, port, host, newEpoch }: Arguments): Promise<void> {
  const nowMs = (): number => Date.now();
  const log = createLog(nowMs, (line) => process.stderr.write(`${line}\n`));
  const timers = systemTimers();
  const folder = path.resolve(data);
  mkdirSync(folder, { recursive: true });
  const fresh = { relay: randomUUID(), epoch: randomUUID(), setupCode: newSetupCode(randomBytes) };
  const storage = openSqliteStorage(path.join(folder, 'relay.sqlite'), fresh, newEpoch);
  const relay = await createRelay({ storage, kinds, signatures: createEd25519(), nowMs, timers, randomBytes, codec: createZstdCodec(), log });
  const releases = createReleaseFiles(path.join(folder, 'releases'));
  const server = await startRelayServer({ host, port, relay, releases, timers, limits: DEFAULT_LIMITS, log }).catch(async (error: unknown) => {
    await relay.close();
    await storage.close();
    throw error;
  });
  const { organisation, setupCode } = await storage.identity();
  if (organisation === undefined) console.log(`setup code ${setupCode}`);
  console.log(`relay listening on ws://${host.includes(':') ? `[${host}]` : host}:${server.port}`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.stopAccepting();
    relay
      .close()
      .then(() => server.close())
      .then(() => storage.close())
      .then(
        () => log.write('info', 'stopped'),
        (error: unknown) => {
          log.write('error', 'stopFailed', { cause: error instanceof Error ? error.message : 'unknown' });
          process.exitCode = 1;
        },
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const given = readArguments();
if (typeof given === 'string') {
  console.error(`${given}\nusage: ${USAGE}`);
  process.exitCode = 2;
} else {
  run(given).catch((error: unknown) => {
    console.error(`the relay did not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}
