import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileKeyVault } from './file-key-vault.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-vault-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the key file', () => {
  it('[DIRECTORY-18] keeps secrets for its owner only, beside nothing else', () => {
    const file = path.join(folder, 'new', 'keys.json');
    const vault = createFileKeyVault(file);
    expect(vault.get('a')).toBeUndefined();
    vault.set('a', 'secret 1');
    vault.set('b', 'secret 2');
    const again = createFileKeyVault(file);
    expect([again.get('a'), again.get('b'), again.get('toString')]).toEqual(['secret 1', 'secret 2', undefined]);
    expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    expect(readdirSync(path.dirname(file))).toEqual(['keys.json']);
  });

  it('[DIRECTORY-18] a write broken off before its end leaves the keys as they were', () => {
    const file = path.join(folder, 'keys.json');
    createFileKeyVault(file).set('a', 'secret');
    writeFileSync(`${file}.new`, '{"version":1,"secr');
    expect(createFileKeyVault(file).get('a')).toBe('secret');
    createFileKeyVault(file).set('b', 'more');
    expect(createFileKeyVault(file).get('a')).toBe('secret');
  });

  it('[DIRECTORY-18] a damaged file is never taken for an empty one', () => {
    const file = path.join(folder, 'keys.json');
    for (const text of ['', '{', '{"version":2,"secrets":{}}']) {
      writeFileSync(file, text);
      expect(() => createFileKeyVault(file).get('a')).toThrow('damaged');
      expect(() => createFileKeyVault(file).set('a', 'b')).toThrow('damaged');
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });
});
