/** Starts the core's process for a shell and waits until it serves. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { refuse, type Refusal } from '#model/contract/refusal.ts';

/** What the core's process tells the shell that started it. */
export type CoreNotice = { readonly type: 'ready' } | { readonly type: 'failed'; readonly refusal: Refusal };

export interface CoreProcess {
  /** Called when the process ends without having been stopped. */
  onCrash(listener: (code: number | null) => void): void;
  /** Ends the process gracefully and waits for it. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
  readonly pid: number | undefined;
}

export interface CoreProcessOptions {
  readonly dataDir: string;
  readonly demo: boolean;
}

/** Resolves once the core serves its folder; a refusal says why it cannot (in use, damaged, too new). */
export async function startCoreProcess(options: CoreProcessOptions): Promise<CoreProcess | Refusal> {
  const entry = fileURLToPath(new URL('./process.ts', import.meta.url));
  const child = fork(entry, ['--data', options.dataDir, ...(options.demo ? ['--demo'] : [])], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const first = await Promise.race([
    new Promise<CoreNotice>((resolve) => child.once('message', (notice) => resolve(notice as CoreNotice))),
    ended.then((code): CoreNotice => ({ type: 'failed', refusal: refuse('internal', { id: `exit ${code ?? 'signal'}` }) })),
  ]);
  if (first.type === 'failed') {
    await ended;
    return first.refusal;
  }
  let stopped = false;
  return {
    onCrash: (listener) => void ended.then((code) => (stopped ? undefined : listener(code))),
    async stop() {
      stopped = true;
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    pid: child.pid,
  };
}
