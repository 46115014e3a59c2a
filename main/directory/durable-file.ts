/** Replaces a small file so that a power cut leaves the old one or the new one: written beside it, flushed, renamed over it. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

/** What it does to the disk, one step at a time. */
export interface Disk {
  create(file: string): number;
  write(descriptor: number, text: string): void;
  flush(descriptor: number): void;
  close(descriptor: number): void;
  rename(from: string, to: string): void;
  /** Makes a renaming itself durable. */
  flushFolder(folder: string): void;
}

export const systemDisk: Disk = {
  create(file) {
    mkdirSync(path.dirname(file), { recursive: true });
    return openSync(file, 'w', 0o600);
  },
  write: (descriptor, text) => void writeSync(descriptor, text),
  flush: fsyncSync,
  close: closeSync,
  rename: renameSync,
  flushFolder(folder) {
    // Windows flushes it with the file and cannot open folders.
    if (process.platform === 'win32') return;
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
};

/** Readable by its owner only. */
export function replaceDurably(file: string, text: string, disk: Disk = systemDisk): void {
  const draft = `${file}.new`;
  const descriptor = disk.create(draft);
  try {
    disk.write(descriptor, text);
    disk.flush(descriptor);
  } finally {
    disk.close(descriptor);
  }
  disk.rename(draft, file);
  disk.flushFolder(path.dirname(file));
}
