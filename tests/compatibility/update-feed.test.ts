/**
 * Updates end as they should, with electron-updater itself asking a real relay process: newer, equal, older, held
 * back, damaged, unreadable, missing, unreachable. Only what Electron gives (its network stack, its app) is replaced.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { UpdateStatus } from '#model/maintenance/update-status.ts';
import { createUpdateEngine } from '../../main/shell/electron/update/update-engine.ts';
import { createUpdateService, type UpdateService } from '../../main/shell/electron/update/update-service.ts';
import { startRelayProcess, type RelayProcess } from '../support/relay-process.ts';
import { createNodeUpdater, type Installed } from './support/node-updater.ts';

let folder = '';
let relay: RelayProcess;
let releases = '';
let round = 0;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-updates-'));
  releases = path.join(folder, 'relay', 'releases');
  relay = await startRelayProcess({ data: path.join(folder, 'relay'), port: 0 });
});
afterAll(async () => {
  await relay.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  round += 1;
  rmSync(releases, { recursive: true, force: true });
  mkdirSync(releases, { recursive: true });
});
afterEach(() => vi.unstubAllEnvs());

const FILES = { linux: { feed: 'latest-linux.yml', name: 'Branchline.AppImage' }, win32: { feed: 'latest.yml', name: 'Branchline-Setup.exe' } } as const;
/** A program that does nothing, so that what was installed can be started. */
const PROGRAM = '#!/bin/sh\nexit 0\n';

/** Puts a release into the relay's folder as electron-builder describes it. */
function publish(system: Installed['system'], version: string, options: { readonly content?: string; readonly extra?: string } = {}): void {
  const { feed, name } = FILES[system];
  const described = Buffer.from(PROGRAM);
  const sha512 = createHash('sha512').update(described).digest('base64');
  writeFileSync(path.join(releases, name), options.content ?? described);
  writeFileSync(
    path.join(releases, feed),
    `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${described.length}\npath: ${name}\nsha512: ${sha512}\nreleaseDate: '2026-11-24T00:00:00.000Z'\n${options.extra ?? ''}`,
  );
}

interface App {
  readonly service: UpdateService;
  readonly told: UpdateStatus[];
  readonly steps: string[];
  readonly cache: string;
  now(): UpdateStatus | undefined;
}

/** Version 1.5.0 of the program, with its updater and nothing else. */
function startApp(system: Installed['system'], options: { readonly backupWorks?: boolean } = {}): App {
  const own = path.join(folder, `installed-${round}`);
  const updater = createNodeUpdater({ system, version: '1.5.0', folder: own });
  const steps: string[] = [];
  // As electron-updater does it, but for ending Electron.
  updater.quitAndInstall = (silent, openAgain) => {
    steps.push('install');
    (updater as unknown as { install(silent?: boolean, openAgain?: boolean): boolean }).install(silent, openAgain);
  };
  const told: UpdateStatus[] = [];
  const service = createUpdateService({
    engine: createUpdateEngine(updater),
    version: '1.5.0',
    nowMs: () => 1000,
    after: () => () => undefined,
    tell: (status) => told.push(status),
    backUp() {
      steps.push('back up');
      return Promise.resolve(options.backupWorks ?? true);
    },
    stopCore() {
      steps.push('stop core');
      return Promise.resolve();
    },
    quit: () => steps.push('quit'),
  });
  return { service, told, steps, cache: path.join(own, 'branchline', 'pending'), now: () => told.at(-1) };
}

/** The state that the app comes to rest in. */
function settled(app: App): Promise<UpdateStatus> {
  return vi.waitFor(
    () => {
      const now = app.now();
      if (now === undefined || now.state === 'checking' || now.state === 'downloading') throw new Error(`still ${now?.state}`);
      return now;
    },
    { timeout: 120_000 },
  );
}

function look(app: App): Promise<UpdateStatus> {
  app.service.relayIs(relay.url);
  return settled(app);
}

describe.each(['linux', 'win32'] as const)('on %s', (system) => {
  beforeEach(() => {
    const installed = path.join(folder, `Installed-${round}.AppImage`);
    writeFileSync(installed, 'old program');
    chmodSync(installed, 0o755);
    vi.stubEnv('APPIMAGE', installed);
  });

  test('[UPDATE-1] a newer release is downloaded, verified and ready', async () => {
    publish(system, '2.0.0');
    const app = startApp(system);
    expect(await look(app)).toEqual({ state: 'ready', version: '1.5.0', available: '2.0.0' });
    expect(readFileSync(path.join(app.cache, FILES[system].name), 'utf8')).toBe(PROGRAM);
    expect(app.steps).toEqual([]);
  });

  test.each([
    ['the same', '1.5.0', ''],
    ['an older', '1.4.9', ''],
    ['a release held back from this computer', '2.0.0', 'stagingPercentage: 0\n'],
  ])('[UPDATE-1] %s is not', async (_, version, extra) => {
    publish(system, version, { extra });
    const app = startApp(system);
    expect(await look(app)).toEqual({ state: 'current', version: '1.5.0', checkedAtMs: 1000 });
    expect(existsSync(app.cache)).toBe(false);
  });

  test('[UPDATE-1] a damaged release is thrown away, and named so', async () => {
    publish(system, '2.0.0', { content: PROGRAM.replace('exit 0', 'exit 1') });
    const app = startApp(system);
    expect(await look(app)).toMatchObject({ state: 'failed', cause: 'damaged' });
    expect(readdirSync(app.cache)).toEqual([]);
    app.service.install();
    app.service.leave();
    await vi.waitFor(() => expect(app.steps).toEqual(['stop core', 'quit']));
  });

  test('[UPDATE-4] a release whose file or description is missing or broken is named so', async () => {
    expect(await look(startApp(system))).toMatchObject({ state: 'failed', cause: 'noReleases' });
    publish(system, '2.0.0');
    rmSync(path.join(releases, FILES[system].name));
    expect(await look(startApp(system))).toMatchObject({ state: 'failed', cause: 'unreadable' });
    writeFileSync(path.join(releases, FILES[system].feed), 'version: [');
    expect(await look(startApp(system))).toMatchObject({ state: 'failed', cause: 'unreadable' });
    publish(system, 'newest');
    expect(await look(startApp(system))).toMatchObject({ state: 'failed', cause: 'unreadable' });
  });

  test('[UPDATE-4] a relay that cannot be reached is named so', async () => {
    const app = startApp(system);
    app.service.relayIs('ws://127.0.0.1:9');
    expect(await settled(app)).toMatchObject({ state: 'failed', cause: 'unreachable' });
  });
});

describe('installing', () => {
  let installed = '';
  beforeEach(() => {
    installed = path.join(folder, `Branchline-${round}.AppImage`);
    writeFileSync(installed, 'old program');
    vi.stubEnv('APPIMAGE', installed);
    publish('linux', '2.0.0');
  });

  test('[UPDATE-2] leaving backs up, ends the core, and puts the new program in place of the old', async () => {
    const app = startApp('linux');
    await look(app);
    app.service.leave();
    await vi.waitFor(() => expect(app.steps).toEqual(['back up', 'stop core', 'install']));
    expect(readFileSync(installed, 'utf8')).toBe(PROGRAM);
  });

  test('[UPDATE-3] without a backup the old program stays, and the app is left', async () => {
    const app = startApp('linux', { backupWorks: false });
    await look(app);
    app.service.install();
    await vi.waitFor(() => expect(app.now()).toMatchObject({ state: 'ready', cause: 'backupFailed' }));
    app.service.leave();
    await vi.waitFor(() => expect(app.steps).toEqual(['back up', 'back up', 'stop core', 'quit']));
    expect(readFileSync(installed, 'utf8')).toBe('old program');
  });

  test('[UPDATE-4] an installer that does not start ends the app', async () => {
    const app = startApp('linux');
    await look(app);
    vi.stubEnv('APPIMAGE', 'no whole path');
    app.service.leave();
    await vi.waitFor(() => expect(app.steps).toEqual(['back up', 'stop core', 'install', 'stop core', 'quit']));
  });
});
