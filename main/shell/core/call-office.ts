/** Calls on a data folder: through the core that runs there, else by opening the folder for the time of the work. */
import type { CallResult } from '#model/contract/port.ts';
import { isRefusal } from '#model/contract/refusal.ts';
import { connectCalls } from './core-client.ts';
import { openLocalOffice } from './local-office.ts';

export type Call = (name: string, input: unknown) => Promise<CallResult>;

/** Several calls on one office; what it holds in memory between them is there. */
export async function withOffice(dataDir: string, work: (call: Call) => Promise<CallResult>): Promise<CallResult> {
  const running = await connectCalls(dataDir);
  if (running !== undefined) {
    try {
      return await work((name, input) => running.call(name, input));
    } finally {
      running.close();
    }
  }
  const office = openLocalOffice({ dataDir, demo: false, keepConnected: false });
  if (isRefusal(office)) return { ok: false, refusal: office };
  try {
    return await work((name, input) => office.dispatch.call(name, input));
  } finally {
    await office.close();
  }
}

export function callOffice(dataDir: string, name: string, input: unknown): Promise<CallResult> {
  return withOffice(dataDir, (call) => call(name, input));
}
