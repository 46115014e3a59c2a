/**
 * The core as a process of its own, beside a shell: opens a data folder, keeps its link alive, and serves
 * windows, pages and the CLI on a local socket. Tells its parent `ready` or `failed`; ends when the parent says so
 * or is gone.
 */
import { flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { isRefusal } from '#model/contract/refusal.ts';
import type { Office } from '../../office/index.ts';
import { servePort } from '../../office/serve-port.ts';
import { newCoreAddress, publishCoreAddress, withdrawCoreAddress } from './address.ts';
import type { ShellOrder } from './core-messages.ts';
import { openLocalOffice } from './local-office.ts';
import { openParentChannel } from './parent-channel.ts';
import { createShellUpdates } from './shell-updates.ts';
import { serveSocket } from './socket-server.ts';
import type { VaultGrant } from './vault-grant.ts';

/** By then the first screen is shown. */
const COMPILED_AFTER_MS = 5000;

const { values } = parseArgs({ options: { data: { type: 'string' }, demo: { type: 'boolean', default: false }, vault: { type: 'boolean', default: false } } });
const folder = readFolder(values.data);

const shell = openParentChannel();
const updates = createShellUpdates(() => shell.tell({ type: 'installUpdate' }));
const vault = values.vault ? { vault: await askVault() } : {};
const office = openLocalOffice({ dataDir: folder, demo: values.demo, keepConnected: true, updates, ...vault });
const stop = isRefusal(office) ? () => Promise.resolve() : await serve(office);
const exit = (): void => void stop().then(() => process.exit(0));
shell.onOrder(follow);
shell.onGone(exit);
process.on('SIGTERM', exit);
// Ctrl-C in a terminal reaches the shell as well, and the shell ends its core in its own order.
process.on('SIGINT', () => undefined);
shell.tell(isRefusal(office) ? { type: 'failed', refusal: office } : { type: 'ready' });
// Where it is kept (compile-cache.ts), it is so even of a process that is killed later.
setTimeout(flushCompileCache, COMPILED_AFTER_MS).unref();

function follow(order: ShellOrder): void {
  switch (order.type) {
    case 'stop':
      return exit();
    case 'vault':
      // It is asked for before anything else is listened to.
      return undefined;
    case 'update':
      return updates.told(order.status);
    case 'backUp':
      return void backUp();
  }
}

function askVault(): Promise<VaultGrant> {
  const granted = new Promise<VaultGrant>((resolve) => {
    shell.onOrder((order) => {
      if (order.type === 'vault') resolve(order.grant);
    });
  });
  shell.tell({ type: 'askVault' });
  return granted;
}

async function backUp(): Promise<void> {
  const done = !isRefusal(office) && (await office.backUpBeforeUpdate().then(() => true, toldFault));
  shell.tell({ type: 'backedUp', done });
}

/** The shell says so on screen; the cause is for the diagnosis. */
function toldFault(error: unknown): false {
  process.stderr.write(`${JSON.stringify({ fault: 'backup', error: String(error) })}\n`);
  return false;
}

/** @returns what ends the serving; a second call changes nothing. */
async function serve(served: Office): Promise<() => Promise<void>> {
  const address = newCoreAddress(folder);
  const server = await serveSocket(address, (port) => servePort(served, port));
  publishCoreAddress(folder, address);
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    withdrawCoreAddress(folder);
    await server.close();
    await served.close();
  };
  return () => (ending ??= end());
}

function readFolder(named: string | undefined): string {
  if (named === undefined) throw new Error('the core needs --data');
  return named;
}
