/**
 * Builds the screens into out/renderer, once for both shells: Electron's build takes this configuration over, the web
 * shell runs it alone (`vite build --config renderer/vite.config.ts`).
 */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { inlineContract, startChunk } from './inline-contract.ts';

/** The repository's folder is passed in: the tool that bundles this file into its own configuration moves it. */
export const rendererBuild = (repository: string): UserConfig => ({
  root: path.join(repository, 'renderer'),
  plugins: [
    react(),
    inlineContract(repository),
    // Both shells serve the page at the root of an origin, whatever address inside the app is opened or reloaded.
    // (A plugin, because Electron's build insists on './' otherwise.)
    { name: 'served-at-the-root', enforce: 'post', config: () => ({ base: '/' }) },
  ],
  build: {
    outDir: path.join(repository, 'out/renderer'),
    emptyOutDir: true,
    target: 'es2024',
    minify: true,
    // The content security policy allows no fonts and styles out of data: addresses.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: path.join(repository, 'renderer/index.html'),
      output: { codeSplitting: { groups: [startChunk(path.join(repository, 'renderer/main.tsx'))] } },
    },
  },
});

export default defineConfig(rendererBuild(path.resolve(import.meta.dirname, '..')));
