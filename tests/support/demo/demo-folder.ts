/**
 * The demo's data folder: whether it holds a sample that is whole, and on which port its relay is known to the offices.
 *
 * 1. `demo.json` is written last, so a demo that was stopped while it was being made is made afresh.
 * 2. A folder that a running demo uses is not touched.
 * 3. Only a folder that a demo made, or an empty one, is ever cleared.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { readCoreAddress } from '../../../main/shell/core/address.ts';

const held = z.object({ relayPort: z.number() });
export type HeldDemo = z.infer<typeof held>;

const MARK = 'demo.json';
/** What a demo leaves in its folder. */
const OWN = new Set([MARK, 'relay', 'relay.log', 'sh', 'bj', 'gz', 'bj2']);

/** Undefined where there is no whole sample. */
export function readHeldDemo(folder: string): HeldDemo | undefined {
  try {
    return held.parse(JSON.parse(readFileSync(join(folder, MARK), 'utf8')));
  } catch {
    return undefined;
  }
}

export function recordDemo(folder: string, demo: HeldDemo): void {
  writeFileSync(join(folder, MARK), JSON.stringify(demo));
}

/** Names in the folder that no demo made. */
export function foreignTo(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !OWN.has(name)) : [];
}

export function clearDemo(folder: string): void {
  for (const name of OWN) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** Whether an office of this folder runs at this moment. */
export async function isRunning(folder: string, offices: readonly string[]): Promise<boolean> {
  const answers = await Promise.all(offices.map((office) => answersIn(join(folder, office))));
  return answers.includes(true);
}

function answersIn(dataDir: string): Promise<boolean> {
  const address = readCoreAddress(dataDir);
  if (address === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(address.socket, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
