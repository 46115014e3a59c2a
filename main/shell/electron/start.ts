/** Composes the desktop shell: one instance, one core process, a window, menu, tray and updater. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog } from 'electron';
import { isRefusal, refusalMessage } from '#model/contract/refusal.ts';
import { STORE_ERRORS } from '../../office/index.ts';
import { startCoreProcess } from '../core/core-process.ts';
import { openMainWindow } from './main-window.ts';
import { buildMenu } from './menu.ts';
import { denyByDefault } from './permissions.ts';
import { registerRendererScheme, serveRenderer } from './renderer-scheme.ts';
import { createTray } from './tray.ts';
import { bridgeWindow } from './window-bridge.ts';

const rendererDir = fileURLToPath(new URL('../renderer', import.meta.url));
const preload = fileURLToPath(new URL('../preload/index.cjs', import.meta.url));

export async function startElectron(): Promise<void> {
  const named = app.commandLine.getSwitchValue('data');
  // Electron's one instance is one per folder of its own: that folder goes with the office's, so that each has its window.
  if (named !== '') app.setPath('userData', join(named, 'window'));
  const demo = app.commandLine.hasSwitch('demo');
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerRendererScheme();
  await app.whenReady();
  const chinese = app.getLocale().startsWith('zh');
  const dataDir = named === '' ? join(app.getPath('userData'), 'office') : named;
  const core = await startCoreProcess({ dataDir, demo });
  if (isRefusal(core)) {
    dialog.showErrorBox('Branchline 分合', refusalMessage(core, STORE_ERRORS, chinese ? 'zh' : 'en'));
    app.exit(1);
    return;
  }
  denyByDefault();
  serveRenderer(rendererDir);
  buildMenu(chinese);

  const show = async (): Promise<void> => {
    const open = BrowserWindow.getAllWindows()[0];
    if (open !== undefined) {
      if (open.isMinimized()) open.restore();
      open.show();
      open.focus();
      return;
    }
    const window = openMainWindow(preload);
    bridgeWindow(window, dataDir);
    await window.loadURL(`app://branchline/index.html${demo ? '?demo' : ''}`);
  };
  const tray = createTray(chinese, () => void show());
  app.on('second-instance', () => void show());
  app.on('activate', () => void show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // Started by another program (the demo), it goes with that.
  process.once('disconnect', () => app.quit());
  let stopping = false;
  app.on('before-quit', (event) => {
    if (stopping) return;
    event.preventDefault();
    stopping = true;
    tray.destroy();
    void core.stop().then(() => app.quit());
  });
  core.onCrash((code) => {
    dialog.showErrorBox(
      'Branchline 分合',
      chinese ? `本机服务意外停止(${code ?? ''})。已确认的内容都已保存,请重新打开。` : `The office service stopped unexpectedly (${code ?? ''}). Everything confirmed is saved; please open the app again.`,
    );
    app.exit(1);
  });
  await show();
}
