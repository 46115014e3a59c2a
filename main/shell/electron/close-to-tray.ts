/**
 * Closing the window hides it: the office goes on syncing in the tray, and the window comes back as it was left.
 * The first time, the person is told. Quitting, or the setting, closes it for good.
 */
import { Notification, type BrowserWindow } from 'electron';
import type { SettingsFile } from './shell-settings.ts';

export function closeToTray(window: BrowserWindow, settings: SettingsFile, chinese: boolean, leaving: () => boolean): void {
  window.on('close', (event) => {
    const { keepInTray, toldOfTray } = settings.read();
    if (leaving() || !keepInTray) return;
    event.preventDefault();
    window.hide();
    if (toldOfTray) return;
    settings.change({ toldOfTray: true });
    new Notification({
      title: 'Branchline 分合',
      body: chinese
        ? '窗口已关闭，程序仍在托盘中继续同步。要完全退出，请右键托盘图标。'
        : 'The window is closed; Branchline keeps syncing in the tray. To quit, right-click its icon there.',
    }).show();
  });
}
