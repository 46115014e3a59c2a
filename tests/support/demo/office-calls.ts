/** Operations on an office that runs, where a refusal means that the demo itself is wrong. */
import { connectCalls } from '../../../main/shell/core/core-client.ts';

export interface OfficeCalls {
  /** @throws Error naming the operation that was refused. */
  call<Value = unknown>(name: string, input: object): Promise<Value>;
  close(): void;
}

export interface DemoCalls {
  readonly headquarters: OfficeCalls;
  readonly beijing: OfficeCalls;
  readonly guangzhou: OfficeCalls;
}

/** @throws Error when no office runs on the folder. */
export async function connectOffice(dataDir: string): Promise<OfficeCalls> {
  const running = await connectCalls(dataDir);
  if (running === undefined) throw new Error(`no office runs in ${dataDir}`);
  return {
    async call<Value>(name: string, input: object) {
      const result = await running.call(name, input);
      if (!result.ok) throw new Error(`${dataDir}: ${name} was refused: ${result.refusal.reason} ${JSON.stringify(result.refusal.values)}`);
      return result.value as Value;
    },
    close: () => running.close(),
  };
}

/** Catches up from the beginning, so that it holds whatever the relay held when this was called. */
export async function catchUp(office: OfficeCalls): Promise<void> {
  await cutLine(office);
  await restoreLine(office);
}

export async function cutLine(office: OfficeCalls): Promise<void> {
  await office.call('sync.line', { connected: false });
}

/** Resolves once all that the office wrote is stored at the relay. */
export async function restoreLine(office: OfficeCalls): Promise<void> {
  await office.call('sync.line', { connected: true });
  await office.call('sync.run', { untilIdle: true });
}
