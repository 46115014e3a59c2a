/**
 * What the desktop shell uses of Electron, without windows: it does what Electron documents, tells the test what
 * would have been seen, and takes what a person or a page would have done. Not a model of Electron beyond that.
 */
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the test gets to know. */
export type Seen =
  | { readonly seen: 'window'; readonly url: string; readonly shown: boolean }
  | { readonly seen: 'page'; readonly message: { readonly type: string; readonly id?: number; readonly result?: unknown } }
  | { readonly seen: 'lock'; readonly in: string }
  | { readonly seen: 'notice' | 'error'; readonly text: string };

/** What the test has done. */
export type Done =
  | { readonly done: 'close window' | 'start again' | 'quit' }
  | { readonly done: 'say'; readonly message: object; readonly from: 'page' | 'frame inside' | 'foreign page' };

const folder = process.env['STAND_IN_FOLDER'] ?? '';
Object.assign(process, { resourcesPath: folder });
const tell = (seen: Seen): void => void process.send?.(seen);

/** Emits an event that may be prevented. */
function allowed(emitter: EventEmitter, name: string): boolean {
  let prevented = false;
  emitter.emit(name, { preventDefault: () => (prevented = true) });
  return !prevented;
}

class App extends EventEmitter {
  readonly isPackaged = process.env['STAND_IN_PACKAGED'] === '1';
  readonly commandLine = { getSwitchValue: () => process.env['STAND_IN_DATA'] ?? '', hasSwitch: () => false };
  requestSingleInstanceLock = (): boolean => {
    tell({ seen: 'lock', in: this.userData });
    return true;
  };
  setAppUserModelId = (): void => undefined;
  enableSandbox = (): void => undefined;
  private readonly ready = Promise.withResolvers<void>();
  becomeReady = (): void => this.ready.resolve();
  whenReady = (): Promise<void> => this.ready.promise;
  setPath = (_name: string, place: string): void => void (this.userData = place);
  getLocale = (): string => 'zh-CN';
  private userData = folder;
  getPath = (): string => this.userData;
  getAppPath = (): string => folder;
  getName = (): string => 'branchline';
  getVersion = (): string => '0.1.0';
  exit = (code: number): never => process.exit(code);
  quit = (): void => {
    if (!allowed(this, 'before-quit')) return;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    if (BrowserWindow.getAllWindows().length > 0) return;
    this.emit('will-quit');
    process.exit(0);
  };
}
export const app = new App();

const windows = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  static getAllWindows = (): BrowserWindow[] => [...windows];
  static getFocusedWindow = (): null => null;
  private url = '';
  private shown = false;
  readonly webContents = {
    mainFrame: { url: '' },
    send: (_channel: string, message: { readonly type: string }) => tell({ seen: 'page', message }),
    getURL: () => this.url,
  };
  constructor() {
    super();
    windows.add(this);
  }
  loadURL(url: string): Promise<void> {
    this.url = url;
    this.webContents.mainFrame.url = url;
    this.emit('ready-to-show');
    return Promise.resolve();
  }
  show = (): void => this.become(true);
  hide = (): void => this.become(false);
  focus = (): void => undefined;
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => false;
  isDestroyed = (): boolean => !windows.has(this);
  getNormalBounds = (): object => ({ x: 0, y: 0, width: 1366, height: 768 });
  close(): void {
    if (!allowed(this, 'close')) return;
    windows.delete(this);
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
  private become(shown: boolean): void {
    this.shown = shown;
    tell({ seen: 'window', url: this.url, shown: this.shown });
  }
}

/** Answers of the shell to what a page asks are not asked for here. */
export const ipcMain = Object.assign(new EventEmitter(), { handle: (): void => undefined });
export const dialog = { showErrorBox: (_title: string, text: string) => tell({ seen: 'error', text }) };
export const Menu = { buildFromTemplate: () => ({}), setApplicationMenu: () => undefined };
export const nativeImage = { createFromPath: () => ({}) };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1366, height: 768 } }] };
export const protocol = { registerSchemesAsPrivileged: () => undefined, handle: () => undefined };
export const net = {};
export const session = { defaultSession: { setPermissionRequestHandler: () => undefined, setPermissionCheckHandler: () => undefined } };

export class Tray extends EventEmitter {
  setToolTip = (): void => undefined;
  setContextMenu = (): void => undefined;
  destroy = (): void => undefined;
}

export class Notification extends EventEmitter {
  static isSupported = (): boolean => true;
  private readonly body: string;
  constructor({ body }: { readonly body: string }) {
    super();
    this.body = body;
  }
  show(): void {
    tell({ seen: 'notice', text: this.body });
  }
}

/** Seals reversibly, by a word of its own that stands for the system's user; Linux's fallback store by another. */
const user = process.env['STAND_IN_USER'] ?? 'user';
const keyStore = process.env['STAND_IN_KEY_STORE'] ?? 'basic_text';
export const safeStorage = {
  isEncryptionAvailable: (): boolean => keyStore !== 'none',
  getSelectedStorageBackend: (): string => keyStore,
  encryptString: (text: string): Buffer => Buffer.from(Buffer.from(`${user}:${text}`).map((byte) => byte ^ 0x5a)),
  decryptString(sealed: Buffer): string {
    const text = Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString();
    if (!text.startsWith(`${user}:`)) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
    return text.slice(user.length + 1);
  },
};

export const utilityProcess = {
  fork(entry: string, words: readonly string[]) {
    const child = fork(process.env['STAND_IN_CORE'] ?? entry, words, { execArgv: ['--import', fileURLToPath(new URL('./parent-port.ts', import.meta.url))], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    return Object.assign(child, { postMessage: (message: object) => child.send(message) });
  },
};

process.on('message', (done: Done) => {
  const [window] = windows;
  switch (done.done) {
    case 'close window':
      return window?.close();
    case 'start again':
      return app.emit('second-instance');
    case 'quit':
      return app.quit();
    case 'say': {
      const own = window?.webContents.mainFrame;
      if (own !== undefined) own.url = done.from === 'foreign page' ? 'https://elsewhere.example/' : 'app://branchline/index.html';
      const senderFrame = done.from === 'frame inside' ? { url: 'app://branchline/index.html' } : own;
      return ipcMain.emit('core', { senderFrame }, done.message);
    }
  }
});
