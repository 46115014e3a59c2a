/**
 * Reads templates for printing (docs/print-templates.md). One that IT put into the data folder's `print` stands before
 * the one that ships with the program, and survives updates; words are taken key by key in the same way.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { OutputOf } from '#model/contract/operation.ts';
import type { printTemplate } from '#model/maintenance/operations.ts';
import type { TemplateName } from '#model/maintenance/print-templates.ts';

const words = z.record(z.string(), z.string());
const wordsFile = z.object({ zh: words.default({}), en: words.default({}) });

/** @param folders the first that has the template wins. */
export function readPrintTemplate(folders: readonly string[], name: TemplateName): OutputOf<typeof printTemplate> | Refusal<'print.template-unreadable'> {
  try {
    const place = folders.findIndex((folder) => existsSync(join(folder, `${name}.html`)));
    const html = readFileSync(join(folders[place] ?? '', `${name}.html`), 'utf8');
    const texts = folders
      .map((folder) => join(folder, 'words.json'))
      .filter((file) => existsSync(file))
      .map((file) => wordsFile.parse(JSON.parse(readFileSync(file, 'utf8'))))
      .toReversed();
    return {
      html,
      words: { zh: Object.assign({}, ...texts.map(({ zh }) => zh)) as Record<string, string>, en: Object.assign({}, ...texts.map(({ en }) => en)) as Record<string, string> },
      adapted: place < folders.length - 1,
    };
  } catch (error) {
    return refuse('print.template-unreadable', { name, detail: error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error) });
  }
}
