/**
 * The installers' configuration is one that electron-builder accepts, and what it packs can run: every package that
 * the built main process asks for is inside; other Nodes, sources and what is bundled already are not. Real
 * installers need downloads, so that a stand-in takes Electron's place here.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '#model/contract/refusal.ts';
import { connectCalls } from '../../main/shell/core/core-client.ts';
import { startCoreProcess } from '../../main/shell/core/core-process.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Configuration {
  readonly appId?: string;
  readonly npmRebuild?: boolean;
}
interface BuilderConfig {
  getConfig(projectDir: string, configPath: string | null, fromOptions: null): Promise<Configuration>;
  validateConfiguration(configuration: object, logger: object): Promise<void>;
}
interface Fuses {
  getCurrentFuseWire(binary: string): Promise<Readonly<Record<string, unknown>>>;
  readonly FuseV1Options: Readonly<Record<string, string | number>>;
}
interface Asar {
  listPackage(archive: string, options: { isPack: boolean }): string[];
  extractAll(archive: string, folder: string): void;
}

// electron-builder's own parts, as it resolves them itself.
const ofBuilder = createRequire(import.meta.resolve('electron-builder'));
const ofLibrary = createRequire(ofBuilder.resolve('app-builder-lib'));
const { getConfig, validateConfiguration } = ofBuilder('app-builder-lib/out/util/config/config') as BuilderConfig;
const { DebugLogger } = ofBuilder('builder-util') as { DebugLogger: new (enabled: boolean) => object };
const asar = ofLibrary('@electron/asar') as Asar;
const { getCurrentFuseWire, FuseV1Options } = ofLibrary('@electron/fuses') as Fuses;

/** Electron's switches as its binary carries them: a mark, the version, how many, and each one on or off. */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_AS_SHIPPED = Buffer.concat([Buffer.from(FUSE_MARK), Buffer.from([1, 8]), Buffer.from('10110001')]);

describe('the configuration', () => {
  test('is valid', async () => {
    const configuration = await getConfig(root, null, null);
    await expect(validateConfiguration(configuration, new DebugLogger(false))).resolves.toBeUndefined();
    expect(configuration.appId).toBe('cn.branchline.app');
    expect(configuration.npmRebuild).toBe(false);
  });

  test('would be refused with a word that electron-builder does not know', async () => {
    const configuration = await getConfig(root, null, null);
    await expect(validateConfiguration({ ...configuration, nsys: {} }, new DebugLogger(false))).rejects.toThrow(/nsys/);
  });
});

describe.skipIf(process.platform !== 'linux')('what it packs', () => {
  let folder = '';
  let app = '';
  let packed: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'branchline-pack-'));
    const electron = path.join(folder, 'electron');
    await mkdir(path.join(electron, 'resources'), { recursive: true });
    await mkdir(path.join(electron, 'locales'));
    await writeFile(path.join(electron, 'locales/zh-CN.pak'), '');
    for (const name of ['chrome-sandbox', 'chrome_crashpad_handler', 'version', 'LICENSE', 'LICENSES.chromium.html']) {
      await writeFile(path.join(electron, name), '');
    }
    await writeFile(path.join(electron, 'electron'), FUSES_AS_SHIPPED);
    await chmod(path.join(electron, 'electron'), 0o755);
    const builder = path.join(root, 'node_modules/electron-builder/cli.js');
    const release = path.join(folder, 'release');
    await promisify(execFile)(
      process.execPath,
      [builder, '--dir', '--linux', '--publish', 'never', `--config.electronDist=${electron}`, `--config.directories.output=${release}`],
      { cwd: root, maxBuffer: 1 << 26 },
    );
    const [unpacked] = (await readdir(release)).filter((name) => name.endsWith('unpacked'));
    app = path.join(release, unpacked ?? '');
    packed = new Set(asar.listPackage(path.join(app, 'resources/app.asar'), { isPack: false }).map((name) => name.slice(1)));
  }, 180_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('holds the build, the native database, and what the program reads beside it', () => {
    const wanted = [
      'package.json',
      'out/main/index.js',
      'out/main/process.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
      'node_modules/better-sqlite3/package.json',
      'node_modules/electron-updater/package.json',
      'resources/icons/tray.png',
      'resources/sample/items.json',
      'resources/sample/boards.json',
      'resources/sample/articles.json',
    ];
    expect(wanted.filter((name) => !packed.has(name))).toEqual([]);
  });

  test('has outside its archive what the system itself must load, and what Electron and the updater read', async () => {
    const resources = path.join(app, 'resources');
    const unpacked = await readdir(path.join(resources, 'app.asar.unpacked'), { recursive: true });
    const binaries = unpacked.filter((name) => name.endsWith('.node')).map((name) => path.basename(name));
    expect(binaries).toEqual([`linux-${process.arch}.node`]);
    expect(await readdir(path.join(app, 'locales'))).toContain('zh-CN.pak');
    // Where the updater keeps its downloads; the feed itself is the relay's, told at run time.
    expect(await readFile(path.join(resources, 'app-update.yml'), 'utf8')).toMatch(/updaterCacheDirName: \S+/);
  });

  test('has everything that Electron could do beside running the app switched off', async () => {
    const wire = await getCurrentFuseWire(path.join(app, 'branchline'));
    const on = Object.entries(wire).filter(([, state]) => state === '1'.charCodeAt(0));
    expect(new Set(on.map(([fuse]) => FuseV1Options[fuse]))).toEqual(new Set(['EnableCookieEncryption', 'EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar']));
  });

  test('holds every package that the main process asks for, and what these ask for', async () => {
    const scripts = (await readdir(path.join(root, 'out/main'))).filter((name) => name.endsWith('.js'));
    const text = (await Promise.all(scripts.map((name) => readFile(path.join(root, 'out/main', name), 'utf8')))).join('\n');
    const asked = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*["'`]([^"'`\n]+)["'`]/g)].map(([, specifier]) => specifier ?? '');
    const names = asked
      .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier) && specifier !== 'electron')
      .map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'))
      // Texts of the program can look like imports; they are no names of packages.
      .filter((name) => /^(@[\w.-]+\/)?[\w-][\w.-]*$/.test(name));
    expect(names).toContain('better-sqlite3');

    const needed = new Set(names);
    for (const name of needed) {
      const manifest = JSON.parse(await readFile(path.join(root, 'node_modules', name, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> };
      for (const dependency of Object.keys(manifest.dependencies ?? {})) {
        if (!dependency.startsWith('@types/')) needed.add(dependency);
      }
    }
    expect([...needed].filter((name) => !packed.has(`node_modules/${name}/package.json`))).toEqual([]);
  });

  test('holds all that the core needs: taken out of the archive, it opens an office with the sample', async () => {
    const taken = path.join(folder, 'taken-out');
    asar.extractAll(path.join(app, 'resources/app.asar'), taken);
    const dataDir = path.join(folder, 'data');
    await mkdir(dataDir);
    const core = await startCoreProcess({ dataDir, demo: false, entry: path.join(taken, 'out/main/process.js') });
    if (isRefusal(core)) throw new Error(core.reason);
    const calls = await connectCalls(dataDir);
    expect(await calls?.call('sample.open', { movements: false })).toMatchObject({ ok: true });
    calls?.close();
    await core.stop();
  });

  test('holds no other Node, no source and nothing that is in its bundles already', () => {
    const unwanted = /^(main|model|preload|renderer|sync-server|tests|docs)\/|^node_modules\/(@|node-(linux|win|darwin|bin)-|electron\/|lucide-react\/|react-dom\/|typescript\/|yjs\/|zod\/|zxing-wasm\/)/;
    expect([...packed].filter((name) => unwanted.test(name))).toEqual([]);
  });
});
