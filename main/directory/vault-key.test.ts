import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal, refusalMessage, type Refusal } from '#model/contract/refusal.ts';
import { systemDisk, type Disk } from './durable-file.ts';
import { createFileKeyVault, inspectKeyFile, type Sealing } from './file-key-vault.ts';
import { openSealed, sealText, type VaultKey } from './sealed-secrets.ts';
import { VAULT_ERRORS } from './vault-errors.ts';
import { choosePlain, keepsPlain, keyFileRefusal, unlockVault, type SystemKeyStore } from './vault-key.ts';

let folder = '';
let drawn = 0;
const randomBytes = (length: number): Uint8Array => new Uint8Array(createHash('sha512').update(String((drawn += 1))).digest().subarray(0, length));
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-vault-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const keyFile = (): string => path.join(folder, 'keys.json');
const vaultFile = (): string => path.join(folder, 'vault.json');

/** A system's key store that opens what its own user sealed. */
function storeOf(user: string, name: string | undefined = 'keyring'): SystemKeyStore {
  return {
    name,
    seal: (text) => Buffer.from(`${user} ${text}`),
    open(sealed) {
      const text = Buffer.from(sealed).toString();
      if (!text.startsWith(`${user} `)) throw new Error('not ours');
      return text.slice(user.length + 1);
    },
  };
}

function unlocked(store = storeOf('zhang'), disk?: Disk): VaultKey | undefined {
  const key = unlockVault(folder, store, randomBytes, disk);
  if (isRefusal(key)) throw new Error(key.reason);
  return key;
}

function sealing(store?: SystemKeyStore, disk?: Disk): Sealing | undefined {
  const key = unlocked(store, disk);
  return key && { key, randomBytes };
}

/** As the desktop's next start does, on a sound disk. */
function secretsAfterStart(): readonly (string | undefined)[] {
  const key = unlocked();
  expect(keyFileRefusal(folder, key)).toBeUndefined();
  const vault = createFileKeyVault(keyFile(), key && { key, randomBytes });
  vault.seal();
  return ['a', 'b'].map((name) => vault.get(name));
}

class PowerCut extends Error {}

/** A disk that the power leaves at its nth step: what was being written is there in part. */
function cutAt(step: number): Disk & { readonly steps: number } {
  let steps = 0;
  const next = (act: () => void, partly: () => void = () => undefined): void => {
    steps += 1;
    if (steps > step) throw new PowerCut();
    if (steps === step) {
      partly();
      throw new PowerCut();
    }
    act();
  };
  return {
    get steps() {
      return steps;
    },
    create(file) {
      let made = -1;
      next(() => (made = systemDisk.create(file)));
      return made;
    },
    write: (descriptor, text) => next(() => systemDisk.write(descriptor, text), () => systemDisk.write(descriptor, text.slice(0, text.length / 2))),
    flush: (descriptor) => next(() => systemDisk.flush(descriptor)),
    // A process that has ended has closed its files.
    close: (descriptor) => systemDisk.close(descriptor),
    rename: (from, to) => next(() => systemDisk.rename(from, to)),
    flushFolder: (of) => next(() => systemDisk.flushFolder(of)),
  };
}

/** Runs `act` with the power cut at each of its steps in turn, and `check` after each. @returns how many there were. */
function withEachCut(prepare: () => void, act: (disk: Disk) => void, check: () => void): number {
  for (let step = 1; ; step += 1) {
    prepare();
    const disk = cutAt(step);
    let cut = false;
    try {
      act(disk);
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      cut = true;
    }
    check();
    if (!cut) return disk.steps;
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
  }
}

function makePlain(): void {
  const vault = createFileKeyVault(keyFile());
  vault.set('a', 'secret 1');
  vault.set('b', 'secret 2');
}

describe('keys under the system’s key store', () => {
  it('[DIRECTORY-22] are sealed at the desktop’s start, and nothing in the folder tells them', () => {
    makePlain();
    expect(secretsAfterStart()).toEqual(['secret 1', 'secret 2']);
    expect(inspectKeyFile(keyFile()).state).toBe('sealed');
    for (const name of readdirSync(folder)) expect(readFileSync(path.join(folder, name), 'utf8')).not.toContain('secret');
    expect(readdirSync(folder).toSorted()).toEqual(['keys.json', 'vault.json']);
    const mode = process.platform === 'win32' ? 0o666 : 0o600;
    expect([keyFile(), vaultFile()].map((file) => statSync(file).mode & 0o777)).toEqual([mode, mode]);
    // The same key at every start, and what is added is sealed as well.
    createFileKeyVault(keyFile(), sealing()).set('b', 'secret 3');
    expect(secretsAfterStart()).toEqual(['secret 1', 'secret 3']);
    expect(readFileSync(keyFile(), 'utf8')).not.toContain('secret');
  });

  it('[DIRECTORY-22] of a new folder are sealed from the first on', () => {
    const vault = createFileKeyVault(keyFile(), sealing());
    vault.seal();
    expect(existsSync(keyFile())).toBe(false);
    vault.set('a', 'secret 1');
    expect(inspectKeyFile(keyFile()).state).toBe('sealed');
    expect(secretsAfterStart()).toEqual(['secret 1', undefined]);
  });

  it('[DIRECTORY-22] a power cut at any moment of the sealing leaves them readable', () => {
    const steps = withEachCut(
      makePlain,
      (disk) => createFileKeyVault(keyFile(), sealing(storeOf('zhang'), disk), disk).seal(),
      () => expect(secretsAfterStart()).toEqual(['secret 1', 'secret 2']),
    );
    // Both files: made, written, flushed, renamed, the folder flushed.
    expect(steps).toBe(10);
  });

  it('[DIRECTORY-22] a power cut at any moment of a change leaves the old ones or the new ones', () => {
    withEachCut(
      () => {
        makePlain();
        secretsAfterStart();
      },
      (disk) => createFileKeyVault(keyFile(), sealing(), disk).set('b', 'secret 3'),
      () => expect([['secret 1', 'secret 2'], ['secret 1', 'secret 3']]).toContainEqual(secretsAfterStart()),
    );
  });

  it('[DIRECTORY-22] a power cut at any moment of going back leaves them readable, sealed or plain', () => {
    withEachCut(
      () => {
        makePlain();
        secretsAfterStart();
      },
      (disk) => {
        createFileKeyVault(keyFile(), sealing(), disk).unseal();
        choosePlain(folder, true);
      },
      () => expect(secretsAfterStart()).toEqual(['secret 1', 'secret 2']),
    );
    expect(keepsPlain(folder)).toBe(true);
    expect(unlocked()).toBeUndefined();
    expect(createFileKeyVault(keyFile()).get('a')).toBe('secret 1');
    choosePlain(folder, false);
    expect(secretsAfterStart()).toEqual(['secret 1', 'secret 2']);
    expect(inspectKeyFile(keyFile()).state).toBe('sealed');
  });

  it('[DIRECTORY-22] stay plain where there is no store, and where the store does not give back what it took', () => {
    makePlain();
    const broken: SystemKeyStore = { name: 'keyring', seal: (text) => Buffer.from(text), open: () => 'something else' };
    const failing: SystemKeyStore = { ...broken, seal: () => { throw new Error('no keyring'); } };
    const none: SystemKeyStore = { ...storeOf('zhang'), name: undefined };
    for (const store of [none, broken, failing]) expect(unlocked(store)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });
});

describe('sealed keys that cannot be had', () => {
  /** The refusal is told in words, and leaves both files as they are. */
  function expectRefused(refused: unknown, reason: string): void {
    expect(refused).toMatchObject({ reason });
    for (const language of ['zh', 'en'] as const) expect(refusalMessage(refused as Refusal, VAULT_ERRORS, language)).not.toMatch(/\{\{|vault\.[a-z]+$/);
  }
  const files = (): string[] => readdirSync(folder).toSorted().map((name) => `${name} ${readFileSync(path.join(folder, name), 'utf8')}`);

  beforeEach(() => {
    makePlain();
    secretsAfterStart();
  });

  it('[DIRECTORY-23] by a shell without the key, another user, another store', () => {
    const before = files();
    expectRefused(keyFileRefusal(folder, undefined), 'vault.locked');
    expectRefused(unlockVault(folder, storeOf('li'), randomBytes), 'vault.foreign');
    expectRefused(unlockVault(folder, storeOf('zhang', 'another keyring'), randomBytes), 'vault.unavailable');
    expectRefused(unlockVault(folder, { ...storeOf('zhang'), name: undefined }, randomBytes), 'vault.unavailable');
    expectRefused(keyFileRefusal(folder, { id: 'another', key: new Uint8Array(32) }), 'vault.foreign');
    expect(() => createFileKeyVault(keyFile()).get('a')).toThrow('locked');
    expect(() => createFileKeyVault(keyFile()).set('a', 'b')).toThrow('locked');
    expect(files()).toEqual(before);
  });

  it('[DIRECTORY-23] where either file is damaged, missing, or not the one that belongs to the other', () => {
    const key = unlocked();
    const [keys, vault] = [readFileSync(keyFile(), 'utf8'), readFileSync(vaultFile(), 'utf8')];
    for (const text of ['', '{', vault.slice(0, 40), '{"version":1,"protection":"file"}', vault.replace(/"id":"./, '"id":"x')]) {
      writeFileSync(vaultFile(), text);
      expectRefused(unlockVault(folder, storeOf('zhang'), randomBytes), 'vault.damaged');
      expect(readFileSync(vaultFile(), 'utf8')).toBe(text);
    }
    rmSync(vaultFile());
    expectRefused(unlockVault(folder, storeOf('zhang'), randomBytes), 'vault.damaged');
    expect(existsSync(vaultFile())).toBe(false);
    writeFileSync(vaultFile(), vault);
    const flipped = keys.replace(/"sealed":"(.{40})(.)/, (_, kept: string, one: string) => `"sealed":"${kept}${one === 'A' ? 'B' : 'A'}`);
    for (const text of ['', '{', flipped]) {
      writeFileSync(keyFile(), text);
      expectRefused(keyFileRefusal(folder, key), 'vault.damaged');
      expect(() => createFileKeyVault(keyFile(), key && { key, randomBytes }).get('a')).toThrow('damaged');
      expect(readFileSync(keyFile(), 'utf8')).toBe(text);
    }
    writeFileSync(keyFile(), keys);
    expect(secretsAfterStart()).toEqual(['secret 1', 'secret 2']);
  });

  it('[DIRECTORY-23] where any one bit of what is sealed is another, or its key has another name', () => {
    const key = { id: 'one', key: randomBytes(32) };
    const sealed = sealText('{"a":"secret"}', key, randomBytes);
    expect(openSealed(sealed, key)).toBe('{"a":"secret"}');
    const bytes = Buffer.from(sealed, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const wrong = Buffer.from(bytes);
      wrong[at] = (wrong[at] ?? 0) ^ 1;
      expect([at, openSealed(wrong.toString('base64'), key)]).toEqual([at, undefined]);
    }
    expect(openSealed(sealed, { ...key, id: 'two' })).toBeUndefined();
    expect(openSealed(sealed.slice(0, 20), key)).toBeUndefined();
    expect(sealText('{"a":"secret"}', key, randomBytes)).not.toBe(sealed);
  });

  it('[DIRECTORY-23] a key file alone, in another folder, is of no use', () => {
    const elsewhere = mkdtempSync(path.join(folder, 'elsewhere-'));
    copyFileSync(keyFile(), path.join(elsewhere, 'keys.json'));
    expectRefused(unlockVault(elsewhere, storeOf('zhang'), randomBytes), 'vault.damaged');
  });
});
