/** The application menu: what systems expect (edit, zoom, window), in the system's language. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export function buildMenu(chinese: boolean): void {
  const label = (zh: string, en: string): string => (chinese ? zh : en);
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: label('文件', 'File'), submenu: [{ role: 'quit', label: label('退出', 'Quit') }] },
    { role: 'editMenu', label: label('编辑', 'Edit') },
    {
      label: label('视图', 'View'),
      submenu: [
        { role: 'resetZoom', label: label('实际大小', 'Actual size') },
        { role: 'zoomIn', label: label('放大', 'Zoom in') },
        { role: 'zoomOut', label: label('缩小', 'Zoom out') },
        { type: 'separator' },
        { role: 'togglefullscreen', label: label('全屏', 'Full screen') },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu', label: label('窗口', 'Window') },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
