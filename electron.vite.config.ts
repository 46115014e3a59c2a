import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'electron-vite';
import { rendererBuild } from './renderer/vite.config.ts';

const root = import.meta.dirname;

/** The entries that stand in the tree. The core is a process of its own, so it is an entry beside the window's. */
const entries = (candidates: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(candidates).filter(([, file]) => existsSync(path.join(root, file))));

/** What stays a package: SQLite finds its binary beside itself, the updater its own parts. Electron brings itself. */
const REQUIRED_AT_RUN_TIME = ['electron', 'better-sqlite3', 'electron-updater'];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: true,
      target: 'node24',
      // One bundle starts in half the time of some hundred files of packages.
      externalizeDeps: false,
      rolldownOptions: {
        input: entries({ index: 'main/index.ts', process: 'main/shell/core/process.ts' }),
        external: REQUIRED_AT_RUN_TIME,
        // Flat: a module finds its neighbours (../renderer, ../preload, ./process.js) from wherever it was put.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: true,
      // A sandboxed preload can require nothing but electron: whatever else it uses is bundled.
      externalizeDeps: false,
      rolldownOptions: {
        input: entries({ index: 'preload/index.ts' }),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: rendererBuild(root),
});
