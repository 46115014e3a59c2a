/** Denied by default: no navigation, no new windows, no device or site permission but our own page's camera, no attached views. */
import { app, session } from 'electron';
import { isCameraForScanning } from './camera-permission.ts';

export function denyByDefault(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isCameraForScanning(permission, details.requestingUrl, 'mediaTypes' in details ? details.mediaTypes : undefined));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isCameraForScanning(permission, origin, details.mediaType === undefined ? undefined : [details.mediaType]),
  );
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
