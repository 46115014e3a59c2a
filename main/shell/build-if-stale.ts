/** From a source tree: builds what a shell serves, only when a source is newer than the last build. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PARTS = {
  renderer: { sources: ['renderer', 'model', 'preload', 'package-lock.json'], command: ['vite', 'build', '--config', 'renderer/vite.config.ts', '--logLevel', 'warn'], stamps: ['renderer'] },
  // The whole has the renderer in it.
  app: { sources: ['main', 'renderer', 'model', 'preload', 'package-lock.json'], command: ['electron-vite', 'build', '--logLevel', 'warn'], stamps: ['app', 'renderer'] },
} as const;

/** @throws Error with the builder's exit code when the build fails. */
export async function buildIfStale(root: string, part: keyof typeof PARTS): Promise<void> {
  const { sources, command, stamps } = PARTS[part];
  const stamp = join(root, 'out', `${part}.built`);
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > Math.max(...sources.map((source) => newestMs(join(root, source))))) return;
  const [tool, ...words] = command;
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
  mkdirSync(join(root, 'out'), { recursive: true });
  for (const name of stamps) writeFileSync(join(root, 'out', `${name}.built`), '');
}

function newestMs(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
