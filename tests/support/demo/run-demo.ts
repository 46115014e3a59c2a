/**
 * Starts the demo's processes and makes its past where there is none. The relay, the offices, the build of the screens
 * and the making of the past run beside each other.
 */
import { join } from 'node:path';
import { buildIfStale } from '../../../main/shell/build-if-stale.ts';
import { startOffice, type RunningOffice } from '../office-process.ts';
import { startRelayProcess } from '../relay-process.ts';
import type { Closing } from './closing.ts';
import { clearDemo, readHeldDemo, recordDemo } from './demo-folder.ts';
import { ALL_OFFICES, shownOffices, type DemoOffice } from './demo-offices.ts';
import { connectOffice, type OfficeCalls } from './office-calls.ts';
import { openOfficeWindow } from './office-window.ts';
import type { DemoOptions } from './options.ts';
import { choosePorts } from './ports.ts';
import { seedOffices } from './seed.ts';

export interface RunningDemo {
  readonly relayUrl: string;
  readonly logFile: string;
  /** Each office with the address of its page; without one where it has a window. */
  readonly offices: readonly { readonly office: DemoOffice; readonly url: string | undefined }[];
  /** Resolves when the person closed every window; undefined where there are none. */
  readonly windowsClosed: Promise<unknown> | undefined;
}

export interface DemoPlace {
  /** The repository. */
  readonly root: string;
  /** Electron's binary; undefined for the browser. */
  readonly electron: string | undefined;
  readonly closing: Closing;
}

/** @throws Error when something did not start; what did is ended through `closing`. */
export async function runDemo(options: DemoOptions, { root, electron, closing }: DemoPlace): Promise<RunningDemo> {
  const { data } = options;
  const held = options.reset ? undefined : readHeldDemo(data);
  if (held === undefined) clearDemo(data);
  const ports = choosePorts(options.firstPort, held?.relayPort, ALL_OFFICES.length);
  const logFile = join(data, 'relay.log');
  const shown = shownOffices(options.secondBeijing);

  const relay = closing.add(startRelayProcess({ data: join(data, 'relay'), port: ports.relay, logFile }));
  const building = buildIfStale(root, electron === undefined ? 'renderer' : 'app');
  const needed = held === undefined ? ALL_OFFICES : electron === undefined ? shown : [];
  const starting = new Map<DemoOffice, Promise<RunningOffice>>();
  for (const office of needed) {
    const inBrowser = electron === undefined && shown.includes(office);
    const port = inBrowser ? (ports.offices[ALL_OFFICES.findIndex((each) => each === office)] ?? 0) : 0;
    starting.set(office, closing.add(startOffice({ dataDir: join(data, office.folder), port, demo: true })));
  }
  const seeding = held === undefined ? seedThrough((office) => started(starting, office), relay) : Promise.resolve();
  await allOf([relay, building, seeding, ...starting.values()]);

  const { url: relayUrl } = await relay;
  if (held === undefined) recordDemo(data, { relayPort: Number(new URL(relayUrl).port) });
  for (const [office, running] of starting) if (electron !== undefined || !shown.includes(office)) await (await running).stop();

  if (electron === undefined) {
    const offices = await Promise.all(shown.map(async (office) => ({ office, url: demoAddress(await started(starting, office)) })));
    return { relayUrl, logFile, offices, windowsClosed: undefined };
  }
  const windows = shown.map((office) => openOfficeWindow(electron, root, join(data, office.folder)));
  await Promise.all(windows.map((window) => closing.add(Promise.resolve(window))));
  return { relayUrl, logFile, offices: shown.map((office) => ({ office, url: undefined })), windowsClosed: Promise.all(windows.map(({ closed }) => closed)) };
}

/** The page offers the switch of the line where its address says so. */
function demoAddress({ url }: RunningOffice): string {
  return url.replace('/#', '/?demo#');
}

async function started(starting: ReadonlyMap<DemoOffice, Promise<RunningOffice>>, office: DemoOffice): Promise<RunningOffice> {
  const running = starting.get(office);
  if (running === undefined) throw new Error(`${office.folder} was not started`);
  return running;
}

async function seedThrough(officeOf: (office: DemoOffice) => Promise<RunningOffice>, relay: Parameters<typeof seedOffices>[0]['relay']): Promise<void> {
  const opened: OfficeCalls[] = [];
  try {
    await seedOffices({
      relay,
      async connect(office) {
        const calls = await connectOffice((await officeOf(office)).dataDir);
        opened.push(calls);
        return calls;
      },
    });
  } finally {
    for (const calls of opened) calls.close();
  }
}

/** Waits for all before it tells of the first failure, so that everything that started can be ended. @throws it */
async function allOf(parts: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(parts);
  await Promise.all(parts);
}
