/** Saves a paper as a PDF where a person says: asks, makes it, and puts it there whole or not at all (PRINT-7). */
import { rename, rm, writeFile } from 'node:fs/promises';
import type { PaperFile, PaperOutcome } from '#model/maintenance/paper-file.ts';
import { pdfName } from './paper-page.ts';

export interface PaperMeans {
  /** @returns where to; undefined where the person changed their mind. */
  askWhere(name: string): Promise<string | undefined>;
  makePdf(paper: PaperFile): Promise<Uint8Array>;
}

export async function savePaper(paper: PaperFile, { askWhere, makePdf }: PaperMeans): Promise<PaperOutcome> {
  const path = await askWhere(pdfName(paper));
  if (path === undefined) return { state: 'cancelled' };
  const part = `${path}.part`;
  try {
    await writeFile(part, await makePdf(paper));
    await rename(part, path);
    return { state: 'saved', path };
  } catch (error) {
    await rm(part, { force: true });
    return { state: 'failed', cause: error instanceof Error ? error.message : String(error) };
  }
}
