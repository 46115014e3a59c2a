/**
 * The layers hold: what the linter and the compiler refuse is what the design says.
 *
 * 1. `houses` is the design's arrows in one table; every pair of folders is tried in every form an import can take.
 * 2. Nothing is written to the tree: the same configuration runs over files in a temporary folder.
 * 3. A folder that stands in the tree and not in the table fails: a new area is never forgotten.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Which folders of its own storey a folder may import, besides itself. */
const houses: Record<string, Record<string, readonly string[]>> = {
  model: {
    identity: [],
    contract: ['identity'],
    document: ['identity', 'contract'],
    link: ['identity', 'document'],
    directory: ['identity', 'contract', 'document'],
    stock: ['identity', 'contract', 'document'],
    orders: ['identity', 'contract', 'document'],
    tasks: ['identity', 'contract', 'document'],
    knowledge: ['identity', 'contract', 'document'],
    headquarters: ['identity', 'contract', 'document'],
    search: ['identity', 'contract', 'document'],
    exchange: ['identity', 'contract', 'document'],
    sync: ['identity', 'contract', 'document', 'link'],
    sample: ['identity', 'contract', 'document'],
    maintenance: ['identity', 'contract', 'document'],
  },
  main: {
    shell: ['office'],
    office: ['directory', 'stock', 'orders', 'tasks', 'knowledge', 'headquarters', 'search', 'exchange', 'sync', 'store', 'testing'],
    directory: ['store', 'testing'],
    stock: ['store', 'testing'],
    orders: ['store', 'testing'],
    tasks: ['store', 'testing'],
    knowledge: ['store', 'testing'],
    headquarters: ['store', 'testing'],
    search: ['store', 'testing'],
    exchange: ['store', 'testing'],
    sync: ['store', 'testing'],
    store: [],
    testing: ['store'],
  },
  renderer: {
    app: ['design', 'i18n', 'today', 'stock', 'orders', 'tasks', 'knowledge', 'headquarters', 'sync', 'administration', 'exchange'],
    today: ['app', 'design', 'i18n'],
    stock: ['app', 'design', 'i18n'],
    orders: ['app', 'design', 'i18n'],
    tasks: ['app', 'design', 'i18n'],
    knowledge: ['app', 'design', 'i18n'],
    headquarters: ['app', 'design', 'i18n'],
    sync: ['app', 'design', 'i18n'],
    administration: ['app', 'design', 'i18n'],
    exchange: ['app', 'design', 'i18n'],
    design: ['i18n'],
    i18n: ['design'],
  },
};
const storeys = ['model', 'main', 'sync-server', 'preload', 'renderer'];

interface Trial {
  readonly file: string;
  /** One line of its file; `$` stands for a name of its own. */
  readonly code: string;
  /** The rule that must refuse it; undefined when it must pass. */
  readonly refusedBy: string | undefined;
}

const layerRule = 'eslint(no-restricted-imports)';
const trials: Trial[] = [];
const trial = (file: string, code: string, refusedBy?: string): void => void trials.push({ file, code, refusedBy });

const forms = (specifier: string): string[] => [
  `import { a as $ } from '${specifier}'; void $;`,
  `import type { A as $ } from '${specifier}'; export type $B = $;`,
  `export * from '${specifier}';`,
  `export const $ = import('${specifier}');`,
];

for (const [storey, folders] of Object.entries(houses)) {
  for (const [from, allowed] of Object.entries(folders)) {
    for (const to of Object.keys(folders)) {
      if (to === from) continue;
      const refusedBy = allowed.includes(to) ? undefined : layerRule;
      // What stands in testing/ is for tests, so a test asks for it here.
      const file = to === 'testing' ? 'x.test.ts' : 'x.ts';
      for (const [importer, up] of [
        [`${storey}/${from}/${file}`, '../'],
        [`${storey}/${from}/deep/er/${file}`, '../../../'],
      ] as const) {
        for (const code of forms(`${up}${to}/y.ts`)) trial(importer, code, refusedBy);
        if (storey === 'model') trial(importer, `import { a as $ } from '#model/${to}/y.ts'; void $;`, refusedBy);
      }
    }
    trial(`${storey}/${from}/x.ts`, `import { a as $ } from './y.ts'; void $;`);
    trial(`${storey}/${from}/deep/x.ts`, `import { a as $ } from '../y.ts'; void $;`);
  }
}

// Between storeys there is #model alone, and preload's types for the renderer.
for (const from of storeys) {
  const importer = `${from}/${Object.keys(houses[from] ?? {})[0] ?? 'inside'}/x.ts`;
  for (const to of storeys) {
    if (to === from) continue;
    for (const code of forms(`../../${to}/y.ts`)) {
      const byTypeOnly = from === 'renderer' && to === 'preload' && code.startsWith('import type');
      trial(importer, code, byTypeOnly ? undefined : layerRule);
    }
  }
  if (from !== 'model') trial(importer, `import { a as $ } from '#model/identity/ids.ts'; void $;`);
  for (const escape of ['./../x/y.ts', '../x/../y.ts', '#model/../main/y.ts', '#main/y.ts', '/main/y.ts', '.././y.ts']) {
    trial(importer, `import { a as $ } from '${escape}'; void $;`, layerRule);
  }
}

// What each storey may take from outside.
for (const outside of ['node:fs', 'fs', 'node:crypto', 'electron', 'better-sqlite3', 'ws', 'react']) {
  trial('model/stock/x.ts', `import { a as $ } from '${outside}'; void $;`, layerRule);
  trial('model/kinds.ts', `import { a as $ } from '${outside}'; void $;`, layerRule);
}
for (const outside of ['yjs', 'zod', 'lib0/encoding', '@noble/hashes/sha2.js']) {
  trial('model/stock/x.ts', `import { a as $ } from '${outside}'; void $;`);
}
for (const file of ['main/shell/web/x.ts', 'main/shell/cli/x.ts', 'main/office/x.ts', 'main/stock/x.ts', 'main/sync/x.ts', 'main/store/x.ts', 'main/area.ts', 'sync-server/rooms/x.ts', 'renderer/app/x.ts']) {
  trial(file, `import { a as $ } from 'electron'; void $;`, layerRule);
}
for (const file of ['main/shell/electron/x.ts', 'main/index.ts', 'preload/index.ts']) {
  trial(file, `import { a as $ } from 'electron'; void $;`);
}
trial('renderer/stock/x.ts', `import { a as $ } from 'node:path'; void $;`, layerRule);
trial('preload/index.ts', `import { a as $ } from 'node:path'; void $;`, layerRule);
trial('preload/index.ts', `import { a as $ } from 'zod'; void $;`, layerRule);

// What gathers a storey is imported by nobody inside it; main's entry starts the shell alone.
for (const specifier of ['../operations.ts', '#model/operations.ts', '../kinds.ts', '#model/kinds.ts']) {
  for (const code of forms(specifier)) trial('model/stock/x.ts', code, 'house(gathered-by-nobody)');
}
trial('model/stock/rules/x.ts', `import { a as $ } from '../operations.ts'; void $;`);
trial('model/operations.ts', `import { a as $ } from './stock/operations.ts'; void $;`);
trial('main/office/x.ts', `import { a as $ } from '#model/operations.ts'; void $;`);
trial('main/office/x.ts', `import { a as $ } from '../index.ts'; void $;`, 'house(gathered-by-nobody)');
trial('main/stock/x.ts', `import { a as $ } from '../area.ts'; void $;`);
trial('main/index.ts', `import { a as $ } from './shell/electron/start.ts'; void $;`);
for (const specifier of ['./office/office.ts', './store/store.ts', './sync/link.ts', './stock/rows.ts', './area.ts', './shell/web/server.ts', './shell/cli/index.ts']) {
  trial('main/index.ts', `import { a as $ } from '${specifier}'; void $;`, layerRule);
}
for (const specifier of ['./office/office.ts', './sync/link.ts', './stock/rows.ts', './shell/launch.ts', './index.ts']) {
  trial('main/area.ts', `import { a as $ } from '${specifier}'; void $;`, layerRule);
}
trial('main/area.ts', `import { a as $ } from './store/store.ts'; void $;`);
for (const specifier of ['#model/stock/rows.ts', '#model/kinds.ts', '#model/operations.ts']) {
  trial('main/store/x.ts', `import { a as $ } from '${specifier}'; void $;`, layerRule);
}

for (const code of forms('../testing/replica.ts')) trial('main/stock/x.ts', code, 'house(testing-in-tests-only)');

// Clock, randomness and timers are passed in.
const ambient: readonly (readonly [string, string])[] = [
  ['Date.now();', 'eslint(no-restricted-properties)'],
  ['performance.now();', 'eslint(no-restricted-properties)'],
  ['Math.random();', 'eslint(no-restricted-properties)'],
  ['crypto.randomUUID();', 'eslint(no-restricted-properties)'],
  ['globalThis.crypto.randomUUID();', 'eslint(no-restricted-properties)'],
  ['setTimeout(() => undefined, 1);', 'eslint(no-restricted-globals)'],
  ['globalThis.setInterval(() => undefined, 1);', 'eslint(no-restricted-globals)'],
  ['export const $ = new Date();', 'house(no-current-date)'],
  ['export const $ = Date();', 'house(no-current-date)'],
];
const ambientImports = [`import { randomUUID as $ } from 'node:crypto'; void $;`, `import { setTimeout as $ } from 'node:timers/promises'; void $;`];
for (const folder of ['model/stock', 'main/office', 'main/directory', 'main/headquarters', 'main/sync', 'main/store', 'sync-server/rooms', 'sync-server/access']) {
  for (const [code, rule] of ambient) {
    trial(`${folder}/x.ts`, code, rule);
    trial(`${folder}/clock.ts`, code);
  }
  trial(`${folder}/x.ts`, 'export const $ = new Date(0);');
  trial(`${folder}/x.ts`, `import { randomBytes as $ } from '@noble/hashes/utils.js'; void $;`, 'house(no-ambient-imports)');
  if (folder.startsWith('model')) continue;
  for (const code of ambientImports) {
    trial(`${folder}/x.ts`, code, 'house(no-ambient-imports)');
    trial(`${folder}/randomness.ts`, code);
  }
}
for (const [code] of ambient) trial('main/shell/web/x.ts', code);

// The rest of what the linter promises.
trial('main/office/x.ts', `console.log('x');`, 'eslint(no-console)');
trial('main/shell/cli/index.ts', `console.log('x');`);
trial('main/office/x.ts', 'export const $: any = 1;', 'typescript(no-explicit-any)');
trial('main/office/x.ts', 'export const $ = (b: { c?: string }): string => b.c!;', 'typescript(no-non-null-assertion)');
trial('main/office/x.ts', `import { A as $ } from './y.ts'; export type $B = $;`, 'typescript(consistent-type-imports)');
trial('main/office/x.ts', 'try { a(); } catch {}', 'eslint(no-empty)');

let folder = '';

const run = (script: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: folder, maxBuffer: 1 << 28 }, (_error, stdout, stderr) => {
      resolve(stdout || stderr);
    });
  });

const write = async (file: string, content: string): Promise<void> => {
  const full = path.join(folder, file);
  await mkdir(path.dirname(full), { recursive: true });
  await writeFile(full, content);
};

interface Finding {
  readonly code: string;
  readonly filename: string;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'branchline-layers-'));
  for (const file of ['.oxlintrc.json', 'tests/support/lint/house.ts', 'package.json', 'tsconfig.json', 'tsconfig.base.json', ...[...storeys, 'tests'].map((storey) => `${storey}/tsconfig.json`)]) {
    await cp(path.join(root, file), path.join(folder, file), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the linter', () => {
  test(`refuses what the table refuses and nothing else (${trials.length} trials)`, { timeout: 60_000 }, async () => {
    const files = new Map<string, Trial[]>();
    for (const each of trials) files.set(each.file, [...(files.get(each.file) ?? []), each]);
    for (const [file, held] of files) await write(file, `${held.map(({ code }, index) => code.replaceAll('$', `n${index}`)).join('\n')}\n`);

    const report = JSON.parse(await run('oxlint/bin/oxlint', ['--format', 'json', ...storeys])) as {
      diagnostics: (Finding & { labels: { span: { line: number } }[] })[];
    };
    const found = new Set(report.diagnostics.flatMap(({ code, filename, labels }) => labels.map(({ span }) => `${filename.replaceAll('\\', '/')}:${span.line} ${code}`)));
    const wrong: string[] = [];
    for (const [file, held] of files) {
      for (const [index, { code, refusedBy }] of held.entries()) {
        const rulesHere = [layerRule, 'house(gathered-by-nobody)', 'house(testing-in-tests-only)', 'house(no-current-date)', 'house(no-ambient-imports)', 'eslint(no-restricted-properties)', 'eslint(no-restricted-globals)', 'eslint(no-console)'];
        const here = rulesHere.filter((rule) => found.has(`${file}:${index + 1} ${rule}`));
        if (refusedBy === undefined ? here.length > 0 : !found.has(`${file}:${index + 1} ${refusedBy}`)) {
          wrong.push(`${file}: ${code} should ${refusedBy === undefined ? `pass, refused by ${here.join()}` : `be refused by ${refusedBy}`}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('refuses circles', { timeout: 60_000 }, async () => {
    await write('main/store/circle-a.ts', `import { b } from './circle-b.ts';\nexport const a = (): number => b();\n`);
    await write('main/store/circle-b.ts', `import { a as $ } from './circle-a.ts';\nexport const b = (): number => a();\n`);
    const report = JSON.parse(await run('oxlint/bin/oxlint', ['--format', 'json', 'main/store'])) as { diagnostics: Finding[] };
    expect(report.diagnostics.map(({ code }) => code)).toContain('import(no-cycle)');
  });
});

describe('the compiler', () => {
  test('refuses a storey that is not referred to, however it is imported', { timeout: 60_000 }, async () => {
    for (const storey of storeys) {
      await rm(path.join(folder, storey), { recursive: true });
      await cp(path.join(root, storey, 'tsconfig.json'), path.join(folder, storey, 'tsconfig.json'));
    }
    for (const storey of storeys) await write(`${storey}/index.ts`, 'export type Name = string;\nexport const name: Name = "x";\n');
    const refused: string[] = [];
    for (const from of storeys) {
      for (const to of storeys) {
        if (from === to || to === 'model' || (from === 'renderer' && to === 'preload')) continue;
        // The compiler reports each foreign file once, so each form has its own.
        for (const form of ['import', 'type']) await write(`${to}/${form}-for-${from}.ts`, 'export type Name = string;\n');
        await write(`${from}/by-import-${to}.ts`, `export type { Name } from '../${to}/import-for-${from}.ts';\n`);
        await write(`${from}/by-type-${to}.ts`, `export type Name = import('../${to}/type-for-${from}.ts').Name;\n`);
        refused.push(`${from}/by-import-${to}.ts`, `${from}/by-type-${to}.ts`);
      }
    }
    await write('model/by-node.ts', `export const id = process.pid;\n`);
    await write('model/by-dom.ts', `export const title = document.title;\n`);
    await write('renderer/by-preload.ts', `export type { Name } from '../preload/index.ts';\n`);
    await write('main/by-model.ts', `export type { Name } from '#model/index.ts';\n`);
    refused.push('model/by-node.ts', 'model/by-dom.ts');
    const said = await run('typescript/bin/tsc', ['-b', '--pretty', 'false']);
    const inError = new Set([...said.matchAll(/^(\S+\.ts)\(/gm)].map(([, file]) => file?.replaceAll('\\', '/')));
    expect(inError).toEqual(new Set(refused));
  });
});

describe('the table', () => {
  for (const storey of Object.keys(houses)) {
    test(`names every folder of ${storey}/`, async () => {
      const entries = await readdir(path.join(root, storey), { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      expect(Object.keys(houses[storey] ?? {})).toEqual(expect.arrayContaining(folders));
    });
  }
});
