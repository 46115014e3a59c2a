/** The core as it is shipped, built and in a process of its own, for what only shows there: starting and memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal } from '#model/contract/refusal.ts';
import { buildIfStale } from '../../main/shell/build-if-stale.ts';
import { connectCalls, type CallClient } from '../../main/shell/core/core-client.ts';
import { startCoreProcess, type CoreProcess } from '../../main/shell/core/core-process.ts';
import { BUILT_CORE } from '../support/built-core.ts';

const root = join(import.meta.dirname, '../..');

export async function withCore<Result>(dataDir: string, act: (core: CoreProcess, calls: CallClient) => Promise<Result>): Promise<Result> {
  const core = await startCore(dataDir);
  try {
    const calls = await connectCalls(dataDir);
    if (calls === undefined) throw new Error('the core does not answer');
    return await act(core, calls).finally(() => calls.close());
  } finally {
    await core.stop();
  }
}

/** Builds what `startCore` starts, where a source is newer. */
export async function buildCore(): Promise<void> {
  await buildIfStale(root, 'app');
}

/** @throws Error where it refuses to start. */
export async function startCore(dataDir: string): Promise<CoreProcess> {
  const core = await startCoreProcess({ dataDir, demo: false, entry: BUILT_CORE });
  if (isRefusal(core)) throw new Error(`the core did not start: ${core.reason}`);
  return core;
}

/** @throws Error when it is refused. */
export async function ask(calls: CallClient, operation: string, input: object): Promise<void> {
  const result = await calls.call(operation, input);
  if (!result.ok) throw new Error(`${operation} was refused: ${result.refusal.reason} ${JSON.stringify(result.refusal.values)}`);
}

/** Megabytes of memory that the process holds; undefined where the system does not tell. */
export function residentMb(core: CoreProcess): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const status = readFileSync(`/proc/${core.pid ?? 'self'}/status`, 'utf8');
  return (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / 1_000_000;
}
