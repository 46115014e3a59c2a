/** The core's line to the shell that started it: Electron's port in a utility process, Node's channel in a fork. */
import type { CoreNotice, ShellOrder } from './core-messages.ts';

export interface ParentChannel {
  tell(notice: CoreNotice): void;
  onOrder(listener: (order: ShellOrder) => void): void;
  /** The shell is gone. A utility process ends with Electron and is not told. */
  onGone(listener: () => void): void;
}

/** Electron's own, in a utility process only. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export function openParentChannel(): ParentChannel {
  const port = (process as { readonly parentPort?: ParentPort }).parentPort;
  if (port !== undefined) {
    return {
      tell: (notice) => port.postMessage(notice),
      onOrder: (listener) => port.on('message', (event) => listener(event.data as ShellOrder)),
      onGone: () => undefined,
    };
  }
  return {
    tell: (notice) => void process.send?.(notice),
    onOrder: (listener) => void process.on('message', (order) => listener(order as ShellOrder)),
    onGone(listener) {
      process.on('disconnect', listener);
      // The shell may have ended while the folder was being opened, before anybody listened for it.
      if (process.send !== undefined && !process.connected) listener();
    },
  };
}
