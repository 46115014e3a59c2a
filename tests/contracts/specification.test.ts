import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const RULE = /\b[A-Z]+-\d+\b/g;

const specified = new Set(
  [...readFileSync(join(root, 'model/SPEC.md'), 'utf8').matchAll(/^- \*\*([A-Z]+-\d+)\*\* /gm)].map(([, rule]) => rule ?? ''),
);

/** Rules that the titles of tests quote in brackets, one or several. */
function quotedRules(): ReadonlySet<string> {
  const files = globSync('{model,main,preload,renderer,sync-server,tests}/**/*.{test,spec}.{ts,tsx}', { cwd: root });
  const titles = files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/['"`]\[([A-Z]+-\d+(?:, [A-Z]+-\d+)*)\] /g)]);
  return new Set(titles.flatMap(([, rules]) => rules?.match(RULE) ?? []));
}

describe('model/SPEC.md', () => {
  it('every rule is held by a test that quotes it, and no test quotes a rule that is not there', () => {
    const quoted = quotedRules();
    expect(quoted.size).toBeGreaterThan(50);
    expect([...specified].filter((rule) => !quoted.has(rule))).toEqual([]);
    expect([...quoted].filter((rule) => !specified.has(rule))).toEqual([]);
  });

  it('every rule that a refusal names is there', () => {
    const files = globSync('{model,main,sync-server}/**/*.ts', { cwd: root }).filter((file) => !/\.test\.ts$|[/\\]testing[/\\]/.test(file));
    const named = files.flatMap((file) => readFileSync(join(root, file), 'utf8').match(/'([A-Z]{3,}-\d+)'/g) ?? []).map((rule) => rule.slice(1, -1));
    expect([...new Set(named)].filter((rule) => !specified.has(rule) && !/^(?:AES|SHA|UTF|RFC)-/.test(rule))).toEqual([]);
  });
});
