/** The window: its secure settings, where it stood last time, and what it showed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, screen, type Rectangle } from 'electron';
import { z } from 'zod';
import { RENDERER_ORIGIN } from './renderer-scheme.ts';

const bounds = z.object({ x: z.number(), y: z.number(), width: z.number().min(600), height: z.number().min(400), maximized: z.boolean(), address: z.string().max(2000).default('') });
type WindowState = z.infer<typeof bounds>;

const stateFile = (): string => join(app.getPath('userData'), 'window.json');

function readState(): WindowState | undefined {
  try {
    return bounds.parse(JSON.parse(readFileSync(stateFile(), 'utf8')));
  } catch {
    return undefined;
  }
}

/** A remembered place counts only while a screen still shows it. */
function visible(state: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(state.x + state.width, workArea.x + workArea.width) - Math.max(state.x, workArea.x);
    const down = Math.min(state.y + state.height, workArea.y + workArea.height) - Math.max(state.y, workArea.y);
    return across > 100 && down > 100;
  });
}

/** @param demo offers the demonstration's switches on the page. */
export function openMainWindow(preload: string, demo: boolean): BrowserWindow {
  const state = readState();
  const place = state !== undefined && visible(state) ? { x: state.x, y: state.y, width: state.width, height: state.height } : { width: 1366, height: 768 };
  const window = new BrowserWindow({
    ...place,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Branchline 分合',
    backgroundColor: '#faf9f7',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const normal = window.getNormalBounds();
    writeFileSync(stateFile(), JSON.stringify({ ...normal, maximized: window.isMaximized(), address: addressIn(window) }));
  });
  void window.loadURL(pageAddress(demo, state?.address ?? ''));
  return window;
}

/** The part of the address that says which screen is open; it is kept as the page wrote it. */
function addressIn(window: BrowserWindow): string {
  return new URL(window.webContents.getURL()).hash;
}

function pageAddress(demo: boolean, hash: string): string {
  return `${RENDERER_ORIGIN}/index.html${demo ? '?demo' : ''}${hash}`;
}

/** Shows a screen by its address (`/stock/item/…`). */
export function openAddress(window: BrowserWindow, demo: boolean, address: string): void {
  void window.loadURL(pageAddress(demo, `#${address}`));
}
