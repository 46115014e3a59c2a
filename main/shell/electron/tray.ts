/** The tray icon: keeps the office reachable, and syncing, while its window is closed. */
import { join } from 'node:path';
import { app, Menu, nativeImage, Tray } from 'electron';
import { resourcesDir } from '../core/layout.ts';
import type { SettingsFile } from './shell-settings.ts';

export function createTray(chinese: boolean, settings: SettingsFile, show: () => void): Tray {
  const label = (zh: string, en: string): string => (chinese ? zh : en);
  const tray = new Tray(nativeImage.createFromPath(join(resourcesDir, 'icons', 'tray.png')));
  tray.setToolTip('Branchline 分合');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: label('打开 Branchline 分合', 'Open Branchline'), click: show },
      { type: 'separator' },
      {
        type: 'checkbox',
        label: label('关闭窗口后继续同步', 'Keep syncing when the window is closed'),
        checked: settings.read().keepInTray,
        click: ({ checked }) => settings.change({ keepInTray: checked }),
      },
      { type: 'separator' },
      { label: label('退出', 'Quit'), click: () => app.quit() },
    ]),
  );
  tray.on('click', show);
  return tray;
}
