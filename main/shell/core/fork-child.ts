/** The core's process under Node, for the web shell, demonstrations and tests. */
import { fork } from 'node:child_process';
import type { CoreChild, CoreNotice } from './core-messages.ts';

export function forkChild(entry: string, words: readonly string[]): CoreChild {
  const child = fork(entry, words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    send(order) {
      // It may end between the question and the sending: then the callback takes the error.
      if (child.connected) child.send(order, () => undefined);
    },
    onNotice: (listener) => void child.on('message', (notice) => listener(notice as CoreNotice)),
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
    kill: () => void child.kill('SIGKILL'),
    pid: child.pid,
  };
}
