/** A paper as a page of its own and what it is printed with. Pure. */
import type { PaperFile } from '#model/maintenance/paper-file.ts';

/** Nothing runs and nothing is fetched but our own typefaces (PRINT-1). */
export const PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data:";

export function paperPage({ css, body }: PaperFile): string {
  // A style sheet ends at its closing tag, whatever stands around it.
  return `<!doctype html><html><head><meta charset="utf-8"><style>${css.replaceAll(/<\/(?=style)/gi, String.raw`<\/`)}</style></head><body>${body}</body></html>`;
}

const MM_PER_INCH = 25.4;

/** The sheets say their size themselves; the page's size is for a printer that does not ask them. */
export function pdfOptions({ widthMm, heightMm }: PaperFile) {
  return {
    preferCSSPageSize: true,
    printBackground: true,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pageSize: { width: widthMm / MM_PER_INCH, height: heightMm / MM_PER_INCH },
  };
}

/** Characters that some file system takes for something else. */
const NOT_IN_NAMES = /[<>:"/\\|?*\p{Cc}]+/gu;

/** The name that is offered for the file. */
export function pdfName({ name }: PaperFile): string {
  const plain = name.replaceAll(NOT_IN_NAMES, ' ').trim().replace(/[. ]+$/, '');
  return `${plain === '' ? 'Branchline' : plain}.pdf`;
}
