/** The relay as a process of its own, as `npm run relay` starts it. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export interface RelayProcess {
  readonly url: string;
  /** Printed at the relay's first start only. */
  readonly setupCode: string | undefined;
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
}

const entry = fileURLToPath(new URL('../../sync-server/index.ts', import.meta.url));
const endWithParent = new URL('end-with-parent.ts', import.meta.url).href;

export interface RelayProcessOptions {
  readonly data: string;
  readonly port: number;
  /** File that the relay's log is added to; without it, the log goes where this process's errors go. */
  readonly logFile?: string;
}

/** @throws Error when the relay ends before it listens. */
export async function startRelayProcess(options: RelayProcessOptions): Promise<RelayProcess> {
  mkdirSync(options.data, { recursive: true });
  const log = options.logFile === undefined ? undefined : openSync(options.logFile, 'a');
  const child = spawn(process.execPath, ['--import', endWithParent, entry, '--data', options.data, '--port', String(options.port)], {
    stdio: ['ignore', 'pipe', log ?? 'inherit', 'ipc'],
  });
  if (log !== undefined) closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let setupCode: string | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    void ended.then(() => reject(new Error('the relay ended before it listened')));
    createInterface({ input: piped(child.stdout) }).on('line', (line) => {
      setupCode ??= /setup code (\S+)/.exec(line)?.[1];
      const listening = /relay listening on (\S+)/.exec(line)?.[1];
      if (listening !== undefined) resolve(listening);
    });
  });
  return {
    url,
    get setupCode() {
      return setupCode;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function piped(output: Readable | null): Readable {
  if (output === null) throw new TypeError('the relay was started without a pipe');
  return output;
}
