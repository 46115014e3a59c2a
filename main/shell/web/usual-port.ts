/**
 * The port at which a folder's page was served last. A browser keeps by address what a person chose for the screens
 * (language, columns, views): it is still there only where the page has the address that it had.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileIn = (dataDir: string): string => join(dataDir, 'web-port');

/** 0, any free one, where none is known. */
export function readUsualPort(dataDir: string): number {
  try {
    const port = Number(readFileSync(fileIn(dataDir), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  } catch {
    return 0;
  }
}

export function keepUsualPort(dataDir: string, port: number): void {
  writeFileSync(fileIn(dataDir), String(port));
}

/** Whether a port cannot be had: somebody else has it, or the system gives it to none. */
export function isTaken(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EADDRINUSE' || code === 'EACCES';
}
