/** The relay as a process of its own, as `npm run relay` starts it. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
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

/** @throws Error when the relay ends before it listens. */
export async function startRelayProcess(options: { readonly data: string; readonly port: number }): Promise<RelayProcess> {
  mkdirSync(options.data, { recursive: true });
  const child = spawn(process.execPath, [entry, '--data', options.data, '--port', String(options.port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let setupCode: string | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    void ended.then(() => reject(new Error('the relay ended before it listened')));
    createInterface({ input: child.stdout }).on('line', (line) => {
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
