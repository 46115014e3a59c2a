import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PaperFile } from '#model/maintenance/paper-file.ts';
import { paperPage, PAPER_POLICY, pdfName, pdfOptions } from './paper-page.ts';
import { savePaper } from './save-paper.ts';

const paper: PaperFile = { name: 'SH-A-2026-000001', css: '@page{size:50mm 30mm}', body: '<section class="sheet">六角螺钉</section>', widthMm: 50, heightMm: 30 };
const bytes = new TextEncoder().encode('%PDF-1.7');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paper-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('saving a paper as PDF', () => {
  it('[PRINT-7] is written where the person said, under the name that was offered', async () => {
    const offered: string[] = [];
    const path = join(folder, 'paper.pdf');
    const outcome = await savePaper(paper, {
      askWhere(name) {
        offered.push(name);
        return Promise.resolve(path);
      },
      makePdf: () => Promise.resolve(bytes),
    });
    expect([outcome, offered]).toEqual([{ state: 'saved', path }, ['SH-A-2026-000001.pdf']]);
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7');
    expect(readdirSync(folder)).toEqual(['paper.pdf']);
  });

  it('[PRINT-7] whoever changes their mind, and what fails, leaves nothing and the file before as it was', async () => {
    const path = join(folder, 'paper.pdf');
    writeFileSync(path, 'before');
    expect(await savePaper(paper, { askWhere: () => Promise.resolve(undefined), makePdf: () => Promise.reject(new Error('must not be asked')) })).toEqual({ state: 'cancelled' });
    expect(await savePaper(paper, { askWhere: () => Promise.resolve(path), makePdf: () => Promise.reject(new Error('no printer')) })).toEqual({ state: 'failed', cause: 'no printer' });
    expect(await savePaper(paper, { askWhere: () => Promise.resolve(join(folder, 'gone', 'paper.pdf')), makePdf: () => Promise.resolve(bytes) })).toMatchObject({ state: 'failed', cause: expect.stringContaining('ENOENT') as unknown });
    expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['paper.pdf'], 'before']);
  });

  it.each([
    ['单据 SH-A-2026-000001', '单据 SH-A-2026-000001.pdf'],
    ['../a\\b:c*?"<>|\n', '.. a b c.pdf'],
    ['...', 'Branchline.pdf'],
    ['\u0000', 'Branchline.pdf'],
  ])('the name %j is offered as %s', (name, offered) => {
    expect(pdfName({ ...paper, name })).toBe(offered);
  });

  it('[PRINT-1, PRINT-7] the page is the sheets alone, at their size, and nothing in it runs or leaves its style sheet', () => {
    const page = paperPage({ ...paper, css: 'a{}</style><script>x</script>' });
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).toContain(paper.body);
    expect(PAPER_POLICY).toContain("default-src 'none'");
    expect(PAPER_POLICY).not.toContain('script-src');
    expect(pdfOptions(paper)).toMatchObject({ preferCSSPageSize: true, margins: { top: 0, left: 0 }, pageSize: { width: 50 / 25.4, height: 30 / 25.4 } });
  });
});
