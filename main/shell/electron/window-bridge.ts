/** Carries messages between a window and the core's local socket. Only the window's own main frame is heard, and only while it shows our page. */
import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron';
import type { ClientMessage } from '#model/contract/port.ts';
import { connectCore, type CoreConnection } from '../core/core-client.ts';
import { RENDERER_ORIGIN } from './renderer-scheme.ts';

const CHANNEL = 'core';

/** @param serving settles once the core serves its folder, or refuses to; what the page asks until then waits. */
export function bridgeWindow(window: BrowserWindow, dataDir: string, serving: Promise<unknown>): void {
  let core: CoreConnection | undefined;
  const tell = (message: object): void => {
    if (!window.isDestroyed()) window.webContents.send(CHANNEL, message);
  };
  const attach = async (): Promise<void> => {
    core?.close();
    await serving;
    core = await connectCore(dataDir, {
      message: tell,
      closed: () => tell({ type: 'closed' }),
    });
    tell({ type: core === undefined ? 'closed' : 'opened' });
  };
  const receive = (event: IpcMainEvent, message: { type?: unknown } | null): void => {
    const { senderFrame } = event;
    if (senderFrame !== window.webContents.mainFrame || !senderFrame.url.startsWith(`${RENDERER_ORIGIN}/`)) return;
    if (message?.type === 'attach') void attach();
    else core?.send(message as ClientMessage);
  };
  ipcMain.on(CHANNEL, receive);
  window.on('closed', () => {
    ipcMain.off(CHANNEL, receive);
    core?.close();
  });
}
