/**
 * The core as a process of its own, beside a shell: opens a data folder, keeps its link alive, and serves
 * windows, pages and the CLI on a local socket. Tells its parent `ready` or `failed` over the process channel;
 * ends when the parent does.
 */
import { parseArgs } from 'node:util';
import { isRefusal } from '#model/contract/refusal.ts';
import { servePort } from '../../office/serve-port.ts';
import { newCoreAddress, publishCoreAddress, withdrawCoreAddress } from './address.ts';
import { openLocalOffice } from './local-office.ts';
import type { CoreNotice } from './core-process.ts';
import { serveSocket } from './socket-server.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, demo: { type: 'boolean', default: false } } });
const dataDir = values.data;
if (dataDir === undefined) throw new Error('the core needs --data');

const tell = (notice: CoreNotice): void => {
  process.send?.(notice);
};

const office = openLocalOffice({ dataDir, demo: values.demo, keepConnected: true });
if (isRefusal(office)) {
  tell({ type: 'failed', refusal: office });
  process.disconnect?.();
} else {
  const address = newCoreAddress(dataDir);
  const server = await serveSocket(address, (port) => servePort(office, port));
  publishCoreAddress(dataDir, address);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    withdrawCoreAddress(dataDir);
    await server.close();
    await office.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('disconnect', () => void stop());
  // The parent may have ended while the folder was being opened, before anybody listened for it.
  if (process.send !== undefined && !process.connected) void stop();
  else tell({ type: 'ready' });
}
