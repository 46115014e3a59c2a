import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openShellSettings } from './shell-settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('[SHELL-5] keeps the tray unless a person says otherwise, and remembers that', () => {
  const file = join(folder, 'shell.json');
  const settings = openShellSettings(file);
  expect(settings.read()).toEqual({ keepInTray: true, toldOfTray: false });
  settings.change({ keepInTray: false });
  expect(openShellSettings(file).read()).toEqual({ keepInTray: false, toldOfTray: false });
});

it('[SHELL-5] a damaged file is as at the first start', () => {
  const file = join(folder, 'shell.json');
  writeFileSync(file, '{');
  expect(openShellSettings(file).read()).toEqual({ keepInTray: true, toldOfTray: false });
});
