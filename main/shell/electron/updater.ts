/** The desktop's updater: electron-updater on the feed of the organisation's relay. */
import { app } from 'electron';
import electronUpdater from 'electron-updater';
import type { CoreProcess } from '../core/core-process.ts';
import type { OfficeFollower } from '../core/follow-office.ts';
import { createUpdateEngine } from './update/update-engine.ts';
import { createUpdateService } from './update/update-service.ts';

export interface UpdaterOptions {
  readonly core: CoreProcess;
  readonly office: OfficeFollower | undefined;
  readonly stopCore: () => Promise<void>;
}

/** @returns leaves the app: ends the core, installs what is ready, quits. */
export function startUpdater({ core, office, stopCore }: UpdaterOptions): () => void {
  const quit = (): void => app.quit();
  const { autoUpdater } = electronUpdater;
  // What people need to know is told as a state; the cause in full is for the diagnosis.
  autoUpdater.logger = null;
  autoUpdater.on('error', (error) => process.stderr.write(`${JSON.stringify({ fault: 'update', error: String(error) })}\n`));
  // A source tree, or an AppImage's content run without its image, has nothing that could be replaced.
  if (!autoUpdater.isUpdaterActive()) return () => void stopCore().then(quit);
  const service = createUpdateService({
    engine: createUpdateEngine(autoUpdater),
    version: app.getVersion(),
    nowMs: () => Date.now(),
    after(delayMs, act) {
      const timer = setTimeout(act, delayMs);
      return () => clearTimeout(timer);
    },
    tell: (status) => core.tellUpdate(status),
    backUp: () => core.backUp(),
    stopCore,
    quit,
  });
  office?.follow('sync.status', {}, ({ url }) => service.relayIs(url));
  core.onInstallUpdate(() => service.install());
  return () => service.leave();
}
