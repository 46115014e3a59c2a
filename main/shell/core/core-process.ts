/**
 * Starts the core's process for a shell and waits until it serves. How a process is started is the shell's to say:
 * Electron has its own way, which needs no second Node and reads from inside the package.
 */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { UpdateStatus } from '#model/maintenance/update-status.ts';
import type { CoreChild, CoreNotice } from './core-messages.ts';
import { forkChild } from './fork-child.ts';
import { coreEntry } from './layout.ts';
import type { VaultGrant } from './vault-grant.ts';

export interface CoreProcess {
  /** Called when the process ends without having been stopped. */
  onCrash(listener: (code: number | null) => void): void;
  /** Says how the program's update stands. */
  tellUpdate(status: UpdateStatus): void;
  /** Called when a person asks for the downloaded update. */
  onInstallUpdate(listener: () => void): void;
  /** Copies the store before an update; false where that failed, or the process ended meanwhile. */
  backUp(): Promise<boolean>;
  /** Ends the process gracefully and waits for it. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
  readonly pid: number | undefined;
}

export interface CoreProcessOptions {
  readonly dataDir: string;
  readonly demo: boolean;
  /** What the system's key store gave; absent in shells that cannot ask it. */
  readonly vault?: VaultGrant;
  /** The process's script, where it is not the one beside this module. */
  readonly entry?: string;
  /** Aborted by whoever waits no longer for the store to open. The process then ends, in the middle of it where it must. */
  readonly signal?: AbortSignal;
  readonly startChild?: (entry: string, words: readonly string[]) => CoreChild;
}

/** How long a process that opens its store has to end by itself. */
const PATIENCE_MS = 2000;

/** Resolves once the core serves its folder; a refusal says why it cannot (in use, damaged, too new). */
export async function startCoreProcess(options: CoreProcessOptions): Promise<CoreProcess | Refusal> {
  const { dataDir, demo, vault, signal, entry = coreEntry, startChild = forkChild } = options;
  const child = startChild(entry, ['--data', dataDir, ...(demo ? ['--demo'] : []), ...(vault === undefined ? [] : ['--vault'])]);
  child.onNotice((notice) => {
    if (notice.type === 'askVault' && vault !== undefined) child.send({ type: 'vault', grant: vault });
  });
  const giveUp = (): void => {
    child.send({ type: 'stop' });
    // Rows that are made anew take minutes, in which it hears nothing. What a crash leaves the store mends.
    const patience = setTimeout(() => child.kill(), PATIENCE_MS);
    void child.ended.then(() => clearTimeout(patience));
  };
  signal?.addEventListener('abort', giveUp, { once: true });
  const first = await Promise.race([
    new Promise<CoreNotice>((resolve) => {
      child.onNotice((notice) => {
        if (notice.type === 'ready' || notice.type === 'failed') resolve(notice);
      });
    }),
    child.ended.then((code): CoreNotice => ({ type: 'failed', refusal: refuse('internal', { id: `exit ${code ?? 'signal'}` }) })),
  ]);
  if (first.type === 'failed') {
    child.send({ type: 'stop' });
    await child.ended;
    return first.refusal;
  }
  let stopped = false;
  return {
    onCrash: (listener) => void child.ended.then((code) => (stopped ? undefined : listener(code))),
    tellUpdate: (status) => child.send({ type: 'update', status }),
    onInstallUpdate: (listener) =>
      child.onNotice((notice) => {
        if (notice.type === 'installUpdate') listener();
      }),
    backUp() {
      const answered = new Promise<boolean>((resolve) => {
        child.onNotice((notice) => {
          if (notice.type === 'backedUp') resolve(notice.done);
        });
      });
      child.send({ type: 'backUp' });
      return Promise.race([answered, child.ended.then(() => false)]);
    },
    async stop() {
      stopped = true;
      child.send({ type: 'stop' });
      await child.ended;
    },
    async kill() {
      child.kill();
      await child.ended;
    },
    pid: child.pid,
  };
}
