/** Makes the demo's offices out of ordinary operations: headquarters from the sample, branches by enrolment. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { callOrThrow } from '../call-or-throw.ts';
import type { RelayProcess } from '../relay-process.ts';

const BRANCHES = [
  { folder: 'bj', office: 'BJ', person: '李娜', movements: true },
  { folder: 'gz', office: 'GZ', person: '陈伟强', movements: true },
  { folder: 'bj2', office: 'BJ', person: '王磊', movements: false },
] as const;

/** @throws Error naming the operation that was refused. */
export async function seedOffices(data: string, relay: RelayProcess): Promise<void> {
  const call = async <Value>(folder: string, name: string, input: object): Promise<Value> => {
    const dataDir = join(data, folder);
    mkdirSync(dataDir, { recursive: true });
    return callOrThrow<Value>(dataDir, name, input);
  };
  await call('sh', 'sample.open', {});
  await call('sh', 'relay.claim', { url: relay.url, setupCode: relay.setupCode ?? '' });
  const codes: string[] = [];
  for (const { office } of BRANCHES) {
    const { code } = await call<{ code: string }>('sh', 'enrolment.create', { office, role: 'manager' });
    codes.push(code);
  }
  await call('sh', 'sync.run', { untilIdle: true });
  for (const [index, branch] of BRANCHES.entries()) {
    await call(branch.folder, 'office.join', { url: relay.url, code: codes[index] ?? '', person: branch.person });
    await call(branch.folder, 'sync.run', { untilIdle: true });
    if (branch.movements) await call(branch.folder, 'sample.movements', {});
    await call(branch.folder, 'sync.run', { untilIdle: true });
  }
  await call('sh', 'sync.run', { untilIdle: true });
}
