/** One call on a data folder: through the core that runs there, else by opening the folder for the time of the call. */
import type { CallResult } from '#model/contract/port.ts';
import { isRefusal } from '#model/contract/refusal.ts';
import { connectCalls } from './core-client.ts';
import { openLocalOffice } from './local-office.ts';

export async function callOffice(dataDir: string, name: string, input: unknown): Promise<CallResult> {
  const running = await connectCalls(dataDir);
  if (running !== undefined) {
    try {
      return await running.call(name, input);
    } finally {
      running.close();
    }
  }
  const office = openLocalOffice({ dataDir, demo: false, keepConnected: false });
  if (isRefusal(office)) return { ok: false, refusal: office };
  try {
    return await office.dispatch.call(name, input);
  } finally {
    await office.close();
  }
}
