/**
 * The few rules of this house that the linter does not have.
 *
 * 1. `no-current-date`: `new Date()` and `Date()` without arguments read the clock; a clock is passed in.
 * 2. `no-ambient-imports`: the same for what `node:crypto`, `node:timers`, `node:perf_hooks` and others give under other names.
 * 3. `gathered-by-nobody`: files directly in `model/` gather the areas, `main/index.ts` starts the shell; no folder of
 *    their own storey imports them back. (A pattern cannot tell `../operations.ts` of an area from that of the storey.)
 * 4. `testing-in-tests-only`: what stands in a folder `testing/` is imported by tests and by its like.
 */
import path from 'node:path';

interface Named {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
}
interface CallNode {
  readonly callee: Named;
  readonly arguments: readonly unknown[];
}
interface ImportNode {
  readonly source: Named | null;
  readonly specifiers?: readonly { readonly type: string; readonly imported?: Named }[];
}
interface Context {
  readonly cwd: string;
  readonly filename: string;
  report(problem: { readonly node: unknown; readonly message: string }): void;
}

const noCurrentDate = {
  create(context: Context) {
    const check = (node: CallNode): void => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
        context.report({ node, message: 'The clock is passed in.' });
      }
    };
    return { NewExpression: check, CallExpression: check };
  },
};

const ambientModules = new Set(['timers', 'timers/promises', 'perf_hooks']);
const randomModules = new Set(['crypto', '@noble/hashes/utils.js']);
const ambientRandomness = new Set(['randomUUID', 'randomBytes', 'randomInt', 'randomFill', 'randomFillSync', 'getRandomValues', 'webcrypto']);

const noAmbientImports = {
  create(context: Context) {
    return {
      ImportDeclaration(node: ImportNode): void {
        const module = String(node.source?.value).replace(/^node:/, '');
        if (ambientModules.has(module)) context.report({ node, message: 'Clock and timers are passed in.' });
        if (!randomModules.has(module)) return;
        for (const specifier of node.specifiers ?? []) {
          if (ambientRandomness.has(specifier.imported?.name ?? '')) {
            context.report({ node: specifier, message: 'Randomness is passed in.' });
          }
        }
      },
    };
  },
};

const gatheredByNobody = {
  create(context: Context) {
    const importer = path.relative(context.cwd, context.filename).split(path.sep);
    const check = (node: ImportNode): void => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const target = specifier.startsWith('#model/')
        ? ['model', ...specifier.slice('#model/'.length).split('/')]
        : specifier.startsWith('.')
          ? path.join(...importer.slice(0, -1), specifier).split(path.sep)
          : [];
      const gathers = target.length === 2 && (target[0] === 'model' || target.join('/') === 'main/index.ts');
      if (gathers && importer[0] === target[0] && importer.length > 2) {
        context.report({ node, message: `${target.join('/')} gathers its storey: nothing inside imports it back.` });
      }
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

const testingInTestsOnly = {
  create(context: Context) {
    const importer = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    if (/\.(test|spec)\.tsx?$|(^|\/)testing\/|^tests\//.test(importer)) return {};
    const check = (node: ImportNode): void => {
      if (typeof node.source?.value === 'string' && /(^|\/)testing\//.test(node.source.value)) {
        context.report({ node, message: 'What stands in testing/ is for tests.' });
      }
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

export default {
  meta: { name: 'house' },
  rules: {
    'no-current-date': noCurrentDate,
    'no-ambient-imports': noAmbientImports,
    'gathered-by-nobody': gatheredByNobody,
    'testing-in-tests-only': testingInTestsOnly,
  },
};
