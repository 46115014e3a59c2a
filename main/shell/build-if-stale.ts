/** From a source tree: builds what a shell serves, only when a source is newer than the last build. */
import { spawn } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBuildLock } from './build-lock.ts';

const PARTS = {
  renderer: { sources: ['renderer', 'model', 'preload', 'package-lock.json'], command: ['vite', 'build', '--config', 'renderer/vite.config.ts', '--logLevel', 'warn'], stamps: ['renderer'] },
  // The whole has the renderer in it.
  app: { sources: ['main', 'renderer', 'model', 'preload', 'package-lock.json'], command: ['electron-vite', 'build', '--logLevel', 'warn'], stamps: ['app', 'renderer'] },
} as const;

type Part = keyof typeof PARTS;

/** @throws Error with the builder's exit code when the build fails. */
export async function buildIfStale(root: string, part: Part): Promise<void> {
  if (!isStale(root, part)) return;
  // Whoever held the lock may have built the same meanwhile.
  await withBuildLock(join(root, 'out'), async () => {
    if (isStale(root, part)) await build(root, part);
  });
}

const stampOf = (root: string, part: Part): string => join(root, 'out', `${part}.built`);

function isStale(root: string, part: Part): boolean {
  const built = statSync(stampOf(root, part), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return built <= Math.max(...PARTS[part].sources.map((source) => newestMs(join(root, source))));
}

async function build(root: string, part: Part): Promise<void> {
  const [tool, ...words] = PARTS[part].command;
  const builder = spawn(join(root, 'node_modules', '.bin', tool), words, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    builder.once('error', reject);
    builder.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`building ${part} failed (${code ?? 'signal'})`);
  for (const contained of PARTS[part].stamps) writeFileSync(stampOf(root, contained), '');
}

function newestMs(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
