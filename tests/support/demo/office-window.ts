/** An office in a real Electron window. */
import { spawn } from 'node:child_process';

export interface OfficeWindow {
  /** Resolves when the person closes it, or when it is stopped. */
  readonly closed: Promise<void>;
  stop(): Promise<void>;
}

/** @param binary Electron's. @param root the repository, whose build it runs. */
export function openOfficeWindow(binary: string, root: string, dataDir: string): OfficeWindow {
  const child = spawn(binary, [root, `--data=${dataDir}`, '--demo'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const closed = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
  return {
    closed,
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
