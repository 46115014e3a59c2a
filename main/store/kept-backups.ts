/**
 * Copies that the program keeps by itself, dated, and only so many of them: the newest. What a person backed up
 * has another name and is never removed.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupSize } from './backup.ts';
import type { Store } from './store.ts';

const KEPT = /^before-update-\d{8}T\d{6}Z\.db(\.partial.*)?$/;

/** `20261124T185043Z`: sorts by time, and every system takes it in a file's name. */
export function dateMark(atMs: number): string {
  return new Date(atMs).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

/** @throws Error where it cannot be written; the copies before it are then still there. */
export async function keepBackup(
  store: Pick<Store, 'backup'>,
  folder: string,
  atMs: number,
  keep: number,
): Promise<BackupSize & { readonly path: string }> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `before-update-${dateMark(atMs)}.db`);
  const size = await store.backup(path);
  const kept = readdirSync(folder).filter((name) => KEPT.test(name)).toSorted();
  for (const name of kept.slice(0, Math.max(0, kept.length - keep))) rmSync(join(folder, name));
  return { path, ...size };
}
