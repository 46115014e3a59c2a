import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** A half-width mark between or after Chinese characters, or a bracket around them. */
const HALF_WIDTH = /[\p{Script=Han}”][,;:!?](?=[\p{Script=Han}“])|[\p{Script=Han}”]\(|\(\p{Script=Han}/u;

it('Chinese texts use Chinese punctuation', () => {
  const files = globSync('{model,main,renderer,preload,sync-server}/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$|[/\\]testing[/\\]/.test(file));
  const wrong = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => HALF_WIDTH.test(line) && !/^\s*(?:\*|\/[/*])/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(wrong).toEqual([]);
});
