/** The tray icon: keeps the office reachable, and syncing, while its window is closed. */
import { app, Menu, nativeImage, Tray } from 'electron';
import { fileURLToPath } from 'node:url';

export function createTray(chinese: boolean, show: () => void): Tray {
  const icon = nativeImage.createFromPath(fileURLToPath(new URL('../../resources/icons/tray.png', import.meta.url)));
  const tray = new Tray(icon);
  tray.setToolTip('Branchline 分合');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: chinese ? '打开 Branchline 分合' : 'Open Branchline', click: show },
      { type: 'separator' },
      { label: chinese ? '退出' : 'Quit', click: () => app.quit() },
    ]),
  );
  tray.on('click', show);
  return tray;
}
