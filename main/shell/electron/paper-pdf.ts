/**
 * Lets the page save what it would print as a PDF. The paper is shown by a window that nobody sees, without scripts of
 * its own, from an address of the renderer's origin, so that its typefaces load.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain } from 'electron';
import { paperFile, type PaperFile, type PaperOutcome } from '#model/maintenance/paper-file.ts';
import { paperPage, pdfOptions } from './paper-page.ts';
import { RENDERER_ORIGIN, type PaperShelf } from './renderer-scheme.ts';
import { savePaper } from './save-paper.ts';

const CHANNEL = 'paper';

/** Once, for all windows. Only the main frame of our own page is heard. */
export function offerPaperPdf(shelf: PaperShelf): void {
  ipcMain.handle(CHANNEL, async (event, asked: unknown): Promise<PaperOutcome> => {
    const { senderFrame } = event;
    const window = BrowserWindow.fromWebContents(event.sender);
    if (window === null || senderFrame === null || senderFrame !== event.sender.mainFrame || !senderFrame.url.startsWith(`${RENDERER_ORIGIN}/`)) {
      return { state: 'failed', cause: 'not our page' };
    }
    const paper = paperFile.safeParse(asked);
    if (!paper.success) return { state: 'failed', cause: paper.error.message };
    return savePaper(paper.data, { askWhere: (name) => askWhere(window, name), makePdf: (made) => makePdf(shelf, made) });
  });
}

async function askWhere(window: BrowserWindow, name: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}

async function makePdf(shelf: PaperShelf, paper: PaperFile): Promise<Uint8Array> {
  const id = randomUUID();
  shelf.set(id, paperPage(paper));
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false } });
  try {
    await window.loadURL(`${RENDERER_ORIGIN}/paper/${id}`);
    // Printed before its typefaces are there, a paper would show others.
    await window.webContents.executeJavaScript('document.fonts.ready.then(() => true)');
    return await window.webContents.printToPDF(pdfOptions(paper));
  } finally {
    window.destroy();
    shelf.delete(id);
  }
}
