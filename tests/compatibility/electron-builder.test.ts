/**
 * The installers' configuration is one that electron-builder accepts, and what it packs can run: every package that
 * the built main process asks for is inside; other Nodes, sources and what only the screens use are not. Real
 * installers need downloads, so that a stand-in takes Electron's place here.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIfStale } from '../../main/shell/build-if-stale.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Configuration {
  readonly appId?: string;
  readonly npmRebuild?: boolean;
}
interface BuilderConfig {
  getConfig(projectDir: string, configPath: string | null, fromOptions: null): Promise<Configuration>;
  validateConfiguration(configuration: object, logger: object): Promise<void>;
}
interface Asar {
  listPackage(archive: string, options: { isPack: boolean }): string[];
}

// electron-builder's own parts, as it resolves them itself.
const ofBuilder = createRequire(import.meta.resolve('electron-builder'));
const ofLibrary = createRequire(ofBuilder.resolve('app-builder-lib'));
const { getConfig, validateConfiguration } = ofBuilder('app-builder-lib/out/util/config/config') as BuilderConfig;
const { DebugLogger } = ofBuilder('builder-util') as { DebugLogger: new (enabled: boolean) => object };
const asar = ofLibrary('@electron/asar') as Asar;

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
  let packed: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    await buildIfStale(root, 'app');
    folder = await mkdtemp(path.join(tmpdir(), 'branchline-pack-'));
    const electron = path.join(folder, 'electron');
    await mkdir(path.join(electron, 'resources'), { recursive: true });
    await mkdir(path.join(electron, 'locales'));
    await writeFile(path.join(electron, 'locales/zh-CN.pak'), '');
    for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler', 'version', 'LICENSE', 'LICENSES.chromium.html']) {
      await writeFile(path.join(electron, name), '');
    }
    await chmod(path.join(electron, 'electron'), 0o755);
    const builder = path.join(root, 'node_modules/electron-builder/cli.js');
    const release = path.join(folder, 'release');
    await promisify(execFile)(
      process.execPath,
      [builder, '--dir', '--linux', '--publish', 'never', `--config.electronDist=${electron}`, `--config.directories.output=${release}`],
      { cwd: root, maxBuffer: 1 << 26 },
    );
    const [unpacked] = (await readdir(release)).filter((name) => name.endsWith('unpacked'));
    packed = new Set(asar.listPackage(path.join(release, unpacked ?? '', 'resources/app.asar'), { isPack: false }).map((name) => name.slice(1)));
  }, 180_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('holds the build and the native database', () => {
    const wanted = ['package.json', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'node_modules/better-sqlite3/package.json'];
    expect(wanted.filter((name) => !packed.has(name))).toEqual([]);
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

  test('holds no other Node, no source and nothing that only the screens use', () => {
    const unwanted = /^(main|model|preload|renderer|sync-server|tests|docs)\/|^node_modules\/(node-(linux|win|darwin|bin)-|electron\/|lucide-react\/|@mantine\/|react-dom\/|typescript\/)/;
    expect([...packed].filter((name) => unwanted.test(name))).toEqual([]);
  });
});
