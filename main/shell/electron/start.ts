/** Composes the desktop shell: one instance, one core process, a window, menu, tray and updater. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog } from 'electron';
import { isRefusal, refusalMessage } from '#model/contract/refusal.ts';
import { OPEN_ERRORS } from '../../office/index.ts';
import { startCoreProcess } from '../core/core-process.ts';
import { followOffice } from '../core/follow-office.ts';
import { grantVault } from '../core/vault-grant.ts';
import { closeToTray } from './close-to-tray.ts';
import { openAddress, openMainWindow } from './main-window.ts';
import { buildMenu } from './menu.ts';
import { startNotifications } from './notifications.ts';
import { denyByDefault } from './permissions.ts';
import { offerPaperPdf } from './paper-pdf.ts';
import { registerRendererScheme, serveRenderer, type PaperShelf } from './renderer-scheme.ts';
import { openShellSettings } from './shell-settings.ts';
import { systemKeyStore } from './system-key-store.ts';
import { createTray } from './tray.ts';
import { startUpdater } from './updater.ts';
import { startUtilityChild } from './utility-child.ts';
import { bridgeWindow } from './window-bridge.ts';

const rendererDir = fileURLToPath(new URL('../renderer', import.meta.url));
const preload = fileURLToPath(new URL('../preload/index.cjs', import.meta.url));

/** What Windows groups windows and notifications by; the installer's shortcut has the same (electron-builder.yml). */
const APP_ID = 'cn.branchline.app';

/** Returns at once: Electron becomes ready only when its entry is evaluated, so that an entry that waits for it never ends. */
export function startElectron(): void {
  start().catch((error: unknown) => {
    process.stderr.write(`${JSON.stringify({ fault: 'start', error: String(error), stack: error instanceof Error ? error.stack : undefined })}\n`);
    dialog.showErrorBox('Branchline 分合', String(error));
    app.exit(1);
  });
}

async function start(): Promise<void> {
  // An office on a folder of its own is an app of its own: its lock, windows and settings lie with it.
  const named = app.commandLine.getSwitchValue('data');
  if (named !== '') {
    const own = join(named, 'shell');
    mkdirSync(own, { recursive: true });
    app.setPath('userData', own);
  }
  const demo = app.commandLine.hasSwitch('demo');
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.setAppUserModelId(APP_ID);
  app.enableSandbox();
  registerRendererScheme();
  await app.whenReady();
  const chinese = app.getLocale().startsWith('zh');
  const dataDir = named === '' ? join(app.getPath('userData'), 'office') : named;
  // A demonstration's folders are opened by whatever shell comes next.
  const vault = demo ? {} : grantVault(dataDir, systemKeyStore(), randomBytes);
  // The window loads its page while the core opens the store: neither waits for the other before they speak.
  const giveUp = new AbortController();
  const starting = isRefusal(vault) ? Promise.resolve(vault) : startCoreProcess({ dataDir, demo, vault, signal: giveUp.signal, startChild: startUtilityChild });
  denyByDefault();
  const shelf: PaperShelf = new Map();
  serveRenderer(rendererDir, shelf);
  offerPaperPdf(shelf);
  buildMenu(chinese);

  const settings = openShellSettings(join(app.getPath('userData'), 'shell.json'));
  let leaving = false;
  const openWindow = (): BrowserWindow => {
    const window = openMainWindow(preload, demo);
    closeToTray(window, settings, chinese, () => leaving);
    bridgeWindow(window, dataDir, starting);
    return window;
  };
  const show = (): BrowserWindow => {
    const open = BrowserWindow.getAllWindows()[0];
    // A new window shows itself once it has something to show.
    if (open === undefined) return openWindow();
    if (open.isMinimized()) open.restore();
    open.show();
    open.focus();
    return open;
  };

  const tray = createTray(chinese, settings, show);
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // Started by another program (the demo), it goes with that.
  process.once('disconnect', () => app.quit());
  let coreStopped = false;
  let leave = (): void => giveUp.abort();
  app.on('before-quit', (event) => {
    leaving = true;
    if (coreStopped) return;
    event.preventDefault();
    leave();
  });
  app.on('will-quit', () => tray.destroy());
  show();

  const core = await starting;
  // Somebody quit while the store was opening.
  const gaveUp = (): boolean => giveUp.signal.aborted;
  const quitNow = (): void => {
    coreStopped = true;
    app.quit();
  };
  if (isRefusal(core)) {
    if (gaveUp()) return quitNow();
    dialog.showErrorBox('Branchline 分合', refusalMessage(core, OPEN_ERRORS, chinese ? 'zh' : 'en'));
    app.exit(1);
    return;
  }
  const stopCore = async (): Promise<void> => {
    await core.stop();
    coreStopped = true;
  };
  const office = await followOffice(dataDir);
  if (gaveUp()) {
    await core.stop();
    return quitNow();
  }
  leave = startUpdater({ core, office, stopCore });
  if (office !== undefined) {
    startNotifications({
      office,
      language: chinese ? 'zh' : 'en',
      attended: () => BrowserWindow.getFocusedWindow() !== null,
      open: (address) => openAddress(show(), demo, address),
    });
  }
  core.onCrash((code) => {
    dialog.showErrorBox(
      'Branchline 分合',
      chinese ? `本机服务意外停止（${code ?? ''}）。已确认的内容都已保存，请重新打开。` : `The office service stopped unexpectedly (${code ?? ''}). Everything confirmed is saved; please open the app again.`,
    );
    app.exit(1);
  });
}
