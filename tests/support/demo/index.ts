/**
 * `npm run demo`: a relay and three offices on loopback with the sample organisation, one address each, or one window
 * each where Electron's binary is. Options: options.ts.
 */
import { fileURLToPath } from 'node:url';
import { formatTable } from '../../../main/shell/cli/print.ts';
import { findElectron } from '../../../main/shell/find-electron.ts';
import { createClosing } from './closing.ts';
import { findObstacle } from './obstacle.ts';
import { readOptions, type DemoOptions } from './options.ts';
import { runDemo, type RunningDemo } from './run-demo.ts';

const INTERRUPTED = 130;
const PARENT_CHECK_MS = 500;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const closing = createClosing();
let interrupted = false;
function end(): void {
  // The second time, out of patience: what was started notices by itself that its parent is gone.
  if (interrupted) process.exit(INTERRUPTED);
  interrupted = true;
  void closing.close().then(() => process.exit(0));
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// A signal to npm alone ends npm and the shell between, and tells nobody else.
const parent = process.ppid;
if (process.env['npm_lifecycle_event'] !== undefined) {
  setInterval(() => {
    if (process.ppid !== parent && !interrupted) end();
  }, PARENT_CHECK_MS).unref();
}

const options = readOptions(process.argv.slice(2), root);
if (typeof options === 'string') {
  process.stderr.write(`${options}\n`);
  process.exitCode = 2;
} else {
  await start(options).catch(async (error: unknown) => {
    // An interrupted start fails in whatever it was doing; that is no news.
    if (interrupted) return;
    process.stderr.write(`演示未能启动 · The demo did not start: ${error instanceof Error ? error.message : String(error)}\n`);
    await closing.close();
    process.exit(1);
  });
}

async function start(given: DemoOptions): Promise<void> {
  const startedMs = performance.now();
  const obstacle = await findObstacle(given);
  if (obstacle !== undefined) {
    process.stderr.write(`${obstacle}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write('\nBranchline 分合 · 演示 demo\n正在准备 preparing …\n');
  const demo = await runDemo(given, { root, electron: given.web ? undefined : findElectron(root), closing });
  if (interrupted) return;
  process.stdout.write(describe(demo, performance.now() - startedMs));
  if (demo.windowsClosed === undefined) return;
  await demo.windowsClosed;
  await closing.close();
  process.exit(0);
}

function describe({ relayUrl, logFile, offices }: RunningDemo, tookMs: number): string {
  const rows = offices.map(({ office: { office, title, person }, url }) => ({ '': office, '机构 office': title, '登录 signed in': person, '地址 address': url ?? '窗口 window' }));
  const facts = [
    { name: '中继 relay', value: `${relayUrl}  ${logFile}` },
    { name: '断网 cut a line', value: '页面右上角的开关 · the switch at the top right of each page' },
    { name: '冲突 collisions', value: '上海总部 → 总部 → 待处理 · in SH: Headquarters, the inbox' },
    { name: '第二台 second PC', value: 'npm run demo -- --second-bj' },
    { name: '从头开始 afresh', value: 'npm run demo -- --reset' },
    { name: '结束 end', value: 'Ctrl-C' },
  ];
  const factLines = formatTable(facts).split('\n').slice(1).join('\n');
  return `已就绪 ready (${(tookMs / 1000).toFixed(1)} s)\n\n${formatTable(rows)}\n\n${factLines}\n`;
}
