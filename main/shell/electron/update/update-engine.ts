/** electron-updater as the service uses it: asked, never acting by itself. */
import type { AppUpdater } from 'electron-updater';

export interface UpdateEngine {
  setFeed(url: string): void;
  /** The version that is newer than this one; undefined where there is none. Rejects where it cannot tell. */
  check(): Promise<string | undefined>;
  /** Resolves once it is here and matches the release's description. */
  download(onPercent: (percent: number) => void): Promise<void>;
  /** Starts the installer and has the app quit. False where it did not start. */
  install(openAgain: boolean): boolean;
}

/** Silent: the installer asked its questions when the program was first installed. */
const SILENT = true;

export function createUpdateEngine(updater: AppUpdater): UpdateEngine {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  return {
    setFeed: (url) => updater.setFeedURL({ provider: 'generic', url }),
    async check() {
      const result = await updater.checkForUpdates();
      return result?.isUpdateAvailable === true ? result.updateInfo.version : undefined;
    },
    async download(onPercent) {
      const listener = ({ percent }: { readonly percent: number }): void => onPercent(percent);
      updater.on('download-progress', listener);
      try {
        await updater.downloadUpdate();
      } finally {
        updater.removeListener('download-progress', listener);
      }
    },
    install(openAgain) {
      let started = true;
      const refused = (): void => void (started = false);
      updater.once('error', refused);
      updater.quitAndInstall(SILENT, openAgain);
      updater.removeListener('error', refused);
      return started;
    },
  };
}
