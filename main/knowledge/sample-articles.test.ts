import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMarkdownConverter } from './markdown.ts';

const sample = z
  .array(z.object({ title: z.string(), space: z.string(), markdown: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../../resources/sample/articles.json', import.meta.url), 'utf8')));

describe('the sample articles', () => {
  it('are forty, each with a title of its own and a text worth reading', () => {
    expect(new Set(sample.map((article) => article.title)).size).toBe(40);
    for (const { title, markdown } of sample) expect(markdown.length, title).toBeGreaterThan(150);
  });

  it('[KNOW-5] come back from the editor’s schema as they were written', () => {
    const converter = createMarkdownConverter();
    for (const { title, markdown } of sample) expect(converter.toMarkdown(converter.fromMarkdown(markdown)), title).toBe(markdown);
  });
});
