/** Whether Electron can open a window here, found without requiring the package (which would try to download it). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Path of the binary, from `ELECTRON_EXEC_PATH` or the installed package; undefined where there is none, or no screen. */
export function findElectron(root: string): string | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && (DISPLAY ?? '') === '' && (WAYLAND_DISPLAY ?? '') === '') return undefined;
  const named = process.env['ELECTRON_EXEC_PATH'];
  if (named !== undefined && existsSync(named)) return named;
  const folder = join(root, 'node_modules', 'electron');
  const pointer = join(folder, 'path.txt');
  if (!existsSync(pointer)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}
