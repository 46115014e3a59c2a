/** electron-updater's own classes in plain Node: Electron's network stack and app are replaced, nothing else. */
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AppUpdater } from 'electron-updater';

interface DownloadOptions {
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly cancellationToken: {
    createPromise<Result>(work: (resolve: (value: Result) => void, reject: (error: Error) => void, onCancel: (act: () => void) => void) => void): Promise<Result>;
  };
}
type RequestOptions = http.RequestOptions;
type Callback = (response: http.IncomingMessage) => void;

/** Of builder-util-runtime, as electron-updater itself resolves it. */
interface Runtime {
  readonly HttpExecutor: new () => { doDownload(request: RequestOptions, call: object, redirects: number): void };
  configureRequestUrl(url: URL, options: RequestOptions): void;
  configureRequestOptions(options: RequestOptions): void;
}
interface Classes {
  readonly AppImageUpdater: new (options: null, app: object) => AppUpdater;
  readonly NsisUpdater: new (options: null, app: object) => AppUpdater;
}

const ofTests = createRequire(import.meta.url);
const ofUpdater = createRequire(ofTests.resolve('electron-updater'));
const { HttpExecutor, configureRequestUrl, configureRequestOptions } = ofUpdater('builder-util-runtime') as Runtime;
const classes = ofTests('electron-updater') as Classes;

class NodeHttpExecutor extends HttpExecutor {
  createRequest(options: RequestOptions, callback: Callback): http.ClientRequest {
    return http.request({ ...options, agent: false }, callback);
  }

  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const request: RequestOptions = { headers: { ...options.headers } };
      configureRequestUrl(url, request);
      configureRequestOptions(request);
      const callback = (error?: Error | null): void => (error instanceof Error ? reject(error) : resolve(destination));
      this.doDownload(request, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}

/** What the installed program is. */
export interface Installed {
  readonly system: 'linux' | 'win32';
  readonly version: string;
  /** For the updater's cache and its own id. */
  readonly folder: string;
}

export function createNodeUpdater({ system, version, folder }: Installed): AppUpdater {
  mkdirSync(folder, { recursive: true });
  // Ships with the package: electron-updater reads from it where its cache lies.
  writeFileSync(path.join(folder, 'app-update.yml'), 'provider: generic\nurl: https://relay.example/releases\nupdaterCacheDirName: branchline\n');
  const app = {
    version,
    name: 'branchline',
    isPackaged: true,
    appUpdateConfigPath: path.join(folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  };
  const updater = system === 'linux' ? new classes.AppImageUpdater(null, app) : new classes.NsisUpdater(null, app);
  updater.logger = null;
  // Downloads whole: the program that is installed here is none that a difference could be made to.
  Object.assign(updater, {
    httpExecutor: new NodeHttpExecutor(),
    disableDifferentialDownload: true,
    _testOnlyOptions: { platform: system, isUseDifferentialDownload: false },
  });
  return updater;
}
