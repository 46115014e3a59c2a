/** Parts of the screens' build that are more than settings. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

/** Puts the value of app/contract.ts in its place. */
export function inlineContract(repository: string): Plugin {
  const file = path.join(repository, 'renderer/app/contract.ts');
  return {
    name: 'contract-by-value',
    apply: 'build',
    async load(id) {
      if (path.normalize(id) !== file) return null;
      const { CONTRACT } = (await import(pathToFileURL(file).href)) as { CONTRACT: object };
      return { code: `export const CONTRACT = JSON.parse(${JSON.stringify(JSON.stringify(CONTRACT))});`, moduleType: 'js' };
    },
  };
}

/** The chunk of all modules that an entry needs before it shows anything: one file to fetch in place of fifty. */
export function startChunk(entry: string): Rolldown.CodeSplittingGroup {
  const needed = new Set<string>();
  return {
    debugName: 'start',
    name(moduleId, context) {
      if (needed.size === 0) {
        const waiting = [entry];
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
          if (needed.has(id)) continue;
          needed.add(id);
          waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []));
        }
      }
      return needed.has(moduleId) ? 'start' : null;
    },
  };
}
