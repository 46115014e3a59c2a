/**
 * `npm run demo`: a relay and three offices on loopback with the sample organisation, one address each.
 * Options: `--reset` starts afresh, `--second-bj` adds a second workstation of BJ, `--port N` first port (4410).
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../../main/shell/build-if-stale.ts';
import { startOffice, type RunningOffice } from '../office-process.ts';
import { startRelayProcess } from '../relay-process.ts';
import { seedOffices } from './seed.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { values } = parseArgs({
  options: {
    reset: { type: 'boolean', default: false },
    'second-bj': { type: 'boolean', default: false },
    port: { type: 'string', default: '4410' },
    data: { type: 'string', default: join(root, 'demo-data') },
  },
});

const firstPort = Number(values.port);
const data = values.data;
const seeded = join(data, 'seeded');
if (values.reset || !existsSync(seeded)) rmSync(data, { recursive: true, force: true });
mkdirSync(data, { recursive: true });

const say = (text: string): void => void process.stdout.write(`${text}\n`);
say('Branchline 分合');
buildIfStale(root, 'renderer');
const relay = await startRelayProcess({ data: join(data, 'relay'), port: firstPort });
const names = ['sh', 'bj', 'gz', ...(values['second-bj'] ? ['bj2'] : [])];

if (!existsSync(seeded)) {
  say('正在准备示例企业…… preparing the sample organisation …');
  await seedOffices(data, relay);
  writeFileSync(seeded, '');
}

const offices: RunningOffice[] = [];
for (const [index, name] of names.entries()) {
  offices.push(await startOffice({ dataDir: join(data, name), port: firstPort + 1 + index, demo: true }));
}
const titles: Readonly<Record<string, string>> = { sh: '上海总部 SH', bj: '北京分公司 BJ', gz: '广州分公司 GZ', bj2: '北京分公司 BJ (2)' };
for (const [index, office] of offices.entries()) say(`${titles[names[index] ?? ''] ?? ''}  ${office.url.replace('/#', '/?demo#')}`);
say('Ctrl-C 结束 · ends all of it');

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await Promise.all(offices.map((office) => office.stop()));
  await relay.stop();
  process.exit(0);
};
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
