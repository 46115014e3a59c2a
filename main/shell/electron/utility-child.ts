/**
 * The core's process in Electron: a utility process, apart from the thread that draws windows. It reads its scripts
 * from inside the package, and needs none of Electron's ways to be run as plain Node.
 */
import { utilityProcess } from 'electron';
import type { CoreChild, CoreNotice } from '../core/core-messages.ts';

export function startUtilityChild(entry: string, words: readonly string[]): CoreChild {
  const child = utilityProcess.fork(entry, [...words], { serviceName: 'Branchline office', stdio: 'inherit' });
  return {
    send: (order) => child.postMessage(order),
    onNotice: (listener) => void child.on('message', (notice: CoreNotice) => listener(notice)),
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
    kill: () => void child.kill(),
    pid: child.pid,
  };
}
