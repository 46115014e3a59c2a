import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { observeChange } from '../document/change.ts';
import type { DocumentProblem } from '../document/kind.ts';
import { openDocument } from '../document/open-document.ts';
import type { Stamp } from '../identity/hybrid-clock.ts';
import { DIRECTORY_DOCUMENT, directoryKind } from './directory-kind.ts';
import { DIRECTORY_ROOTS, entryKey, ROOT_SIGNER, type DirectoryRoot, type DraftOf } from './records.ts';
import { createSampleDirectory, office, person, type SampleDirectory } from './testing/sample-directory.ts';
import { createDirectoryReader, enrolmentOfKey, lettersOf, readDirectory, writerOf, type DirectoryView } from './trust.ts';
import { workstationIdOf } from './workstation-identity.ts';
import { putEntry, signEntry, type Signer } from './writing.ts';

const view = (sample: SampleDirectory, doc = sample.doc): DirectoryView => readDirectory(doc, sample.rootKey, sample.signatures.verify);

/** Everything a view says, except of the person whom the attacker's own workstation may describe. */
function withoutOwn(sample: SampleDirectory, seen: DirectoryView): unknown {
  const own = sample.enrolments[2]?.record.person;
  return {
    organisation: seen.organisation,
    offices: [...seen.offices],
    people: [...seen.people].filter(([id]) => id !== own),
    workstations: [...seen.workstations],
    enrolments: [...seen.enrolments],
  };
}

interface Standing {
  readonly root: DirectoryRoot;
  readonly key: string;
  readonly value: object;
}

function standing(doc: Y.Doc): Standing[] {
  return DIRECTORY_ROOTS.flatMap((root) => [...doc.getMap<object>(root).entries()].map(([key, value]) => ({ root, key, value })));
}

function copyOf(entries: readonly Standing[]): Y.Doc {
  const doc = openDocument(directoryKind);
  for (const { root, key, value } of entries) doc.getMap(root).set(key, value);
  return doc;
}

/** What a replica does with an update: judge it on a copy, take it over only when it breaks no rule. */
function offer(sample: SampleDirectory, mutate: (doc: Y.Doc) => void): DocumentProblem | undefined {
  const trial = openDocument(directoryKind);
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(sample.doc));
  const change = observeChange(DIRECTORY_DOCUMENT, directoryKind, trial, () => trial.transact(() => mutate(trial)));
  const problem = directoryKind.check(change, {
    verify: sample.signatures.verify,
    workstationKey: () => undefined,
    rootKey: () => sample.rootKey,
  });
  if (problem === undefined) Y.applyUpdate(sample.doc, Y.encodeStateAsUpdate(trial));
  return problem;
}

type Attack = { readonly kind: 'forge' | 'tamper' | 'replay' | 'misplace' | 'overwrite' | 'remove'; readonly seed: number };
const attack = fc.record({
  kind: fc.constantFrom<Attack['kind'][]>('forge', 'tamper', 'replay', 'misplace', 'overwrite', 'remove'),
  seed: fc.nat(1_000_000),
});
const pick = <Item>(items: readonly Item[], seed: number): Item => {
  const item = items[seed % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

/** Carried out by whoever holds the clerk's workstation of GZ and every entry there ever was. */
function carryOut(sample: SampleDirectory, { kind, seed }: Attack, old: readonly Standing[], doc: Y.Doc): void {
  const chosen = pick(old, seed);
  switch (kind) {
    case 'forge': {
      const signers = [ROOT_SIGNER, sample.headquarters.record.id, sample.beijing.record.id, sample.guangzhou.record.id, sample.newId()];
      const forger = { id: pick(signers, seed >> 3), sign: sample.guangzhou.signer.sign };
      pick(drafts(sample, seed), seed >> 5)(doc, 1 + (seed % 900), sample.nextStamp(), forger);
      return;
    }
    case 'tamper': {
      const altered = { ...chosen.value, name: '假名', roles: ['hq'], office: 'GZ', revision: 999, cancelled: true };
      doc.getMap(chosen.root).set(entryKey({ ...altered, id: chosen.key.split('/')[0] ?? '' }), altered);
      return;
    }
    case 'replay':
      doc.getMap(chosen.root).set(chosen.key, { ...chosen.value });
      return;
    case 'misplace':
      doc.getMap(pick(DIRECTORY_ROOTS, seed >> 2)).set(`${chosen.key}0`, chosen.value);
      return;
    case 'overwrite':
      doc.getMap(chosen.root).set(chosen.key, pick(old, seed >> 4).value);
      return;
    case 'remove':
      doc.getMap(chosen.root).delete(chosen.key);
  }
}

type Forge = (doc: Y.Doc, revision: number, at: Stamp, forger: Signer) => void;

function forging<Root extends DirectoryRoot>(root: Root, draft: DraftOf<Root>): Forge {
  return (doc, revision, at, forger) => putEntry(doc, root, signEntry(root, draft, revision, at, forger));
}

function drafts(sample: SampleDirectory, seed: number): Forge[] {
  const { record } = pick([sample.headquarters, sample.second, sample.beijing, sample.guangzhou], seed);
  const enrolment = pick(sample.enrolments, seed);
  const { publicKey } = sample.guangzhou.keys;
  return [
    forging('organisation', { id: 'organisation', name: '假企业', headquarters: office('GZ') }),
    forging('offices', { id: office('BJ'), name: '假机构' }),
    forging('offices', { id: office('XX'), name: '假机构' }),
    forging('people', { id: enrolment.record.person, name: '假人', office: office('GZ'), roles: ['hq'], active: true }),
    forging('people', { id: person(sample.newId()), name: '假人', office: office('GZ'), roles: ['clerk'], active: true }),
    forging('workstations', { id: record.id, office: office('SH'), letter: 'Z', role: 'it', publicKey, name: '假机' }),
    forging('workstations', {
      id: workstationIdOf(publicKey),
      office: office('SH'),
      letter: 'Z',
      role: 'it',
      publicKey,
      name: '假机',
      enrolment: enrolment.record.id,
    }),
    forging('enrolments', {
      id: sample.newId(), office: office('SH'), role: 'it', publicKey, seal: 'x'.repeat(43), person: person(sample.newId()), expiresAtMs: 2e12, cancelled: false,
    }),
    forging('revocations', { id: record.id, reason: '' }),
  ];
}

describe('what of the directory is in force', () => {
  it('[DIRECTORY-4] follows the signatures from the root key to every workstation and person', () => {
    const sample = createSampleDirectory();
    const seen = view(sample);
    expect(seen.organisation?.name).toBe('远山商贸');
    expect([...seen.offices.values()].map(({ id, headquarters }) => `${id} ${headquarters}`).toSorted()).toEqual(['BJ false', 'GZ false', 'SH true']);
    expect([...seen.workstations.values()].map((found) => `${found.office}-${found.letter}`).toSorted()).toEqual(['BJ-A', 'GZ-A', 'SH-A', 'SH-B']);
    expect([...seen.people.values()].map(({ name }) => name).toSorted()).toEqual(['李娜', '王五', '赵敏']);
    expect(writerOf(seen, sample.beijing.record.id)).toEqual({ workstation: sample.beijing.record.id, office: 'BJ', headquarters: false, role: 'clerk' });
    expect(writerOf(seen, sample.newId())).toBeUndefined();
    expect(enrolmentOfKey(seen, sample.enrolments[1]?.keys.publicKey ?? '')?.usedBy).toBe(sample.beijing.record.id);
    expect(lettersOf(seen, 'SH').toSorted()).toEqual(['A', 'B']);
  });

  it('[DIRECTORY-4] gives nothing to another root key', () => {
    const sample = createSampleDirectory();
    const seen = readDirectory(sample.doc, sample.guangzhou.keys.publicKey, sample.signatures.verify);
    expect(seen.organisation).toBeUndefined();
    expect([seen.offices.size, seen.people.size, seen.workstations.size, seen.enrolments.size]).toEqual([0, 0, 0, 0]);
  });

  it('[DIRECTORY-5] no forged, altered, replayed or misplaced entry changes the view, even where no rule kept it out', () => {
    const harmful = attack.filter(({ kind }) => kind !== 'remove' && kind !== 'overwrite');
    fc.assert(
      fc.property(fc.array(harmful, { maxLength: 25 }), (attacks) => {
        const sample = createSampleDirectory();
        const before = withoutOwn(sample, view(sample));
        const old = standing(sample.doc);
        for (const each of attacks) carryOut(sample, each, old, sample.doc);
        expect(withoutOwn(sample, view(sample))).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('[DIRECTORY-5] no sequence of updates that the rules let pass changes the view', () => {
    fc.assert(
      fc.property(fc.array(attack, { maxLength: 15 }), (attacks) => {
        const sample = createSampleDirectory();
        sample.put('offices', { id: office('BJ'), name: '北京二部' }, sample.headquarters.signer, 2);
        const before = withoutOwn(sample, view(sample));
        const old = standing(sample.doc);
        for (const each of attacks) offer(sample, (doc) => carryOut(sample, each, old, doc));
        expect(withoutOwn(sample, view(sample))).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('[DIRECTORY-5] the order in which entries arrive changes nothing, nor do other replicas’ copies', () => {
    const sample = createSampleDirectory();
    sample.put('offices', { id: office('BJ'), name: '北京二部' }, sample.headquarters.signer, 2);
    sample.put('offices', { id: office('BJ'), name: '北京三部' }, sample.second.signer, 2);
    sample.put('revocations', { id: sample.beijing.record.id, reason: '' }, sample.second.signer);
    const expected = view(sample);
    const reader = createDirectoryReader(sample.rootKey, sample.signatures.verify);
    fc.assert(
      fc.property(fc.shuffledSubarray(standing(sample.doc), { minLength: standing(sample.doc).length }), (entries) => {
        const doc = copyOf(entries);
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(copyOf(entries.toReversed())));
        expect(view(sample, doc)).toEqual(expected);
        expect(reader.read(doc)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('[DIRECTORY-6] an old entry undoes neither a revocation nor a later revision', () => {
    const sample = createSampleDirectory();
    const old = standing(sample.doc);
    sample.put('offices', { id: office('BJ'), name: '北京二部' }, sample.headquarters.signer, 2);
    sample.put('revocations', { id: sample.beijing.record.id, reason: '丢失' }, sample.second.signer);
    for (const { root, key, value } of old) sample.doc.getMap(root).set(key, { ...value });
    const seen = view(sample);
    expect(seen.offices.get(office('BJ'))?.name).toBe('北京二部');
    expect(seen.workstations.get(sample.beijing.record.id)?.revoked).toBe(true);
    expect(writerOf(seen, sample.beijing.record.id)).toBeUndefined();
    expect(seen.workstations.get(sample.beijing.record.id)?.publicKey).toBe(sample.beijing.keys.publicKey);
  });

  it('[DIRECTORY-6] what a revoked workstation of headquarters signed has no force unless signed anew', () => {
    const sample = createSampleDirectory();
    sample.put('offices', { id: office('CD'), name: '成都' }, sample.second.signer);
    sample.put('offices', { id: office('WH'), name: '武汉' }, sample.second.signer);
    const rogue = sample.makeEnrolment('SH', 'it', sample.second.signer);
    putEntry(sample.doc, 'enrolments', rogue.record);
    putEntry(sample.doc, 'workstations', sample.makeWorkstation(rogue, 'C').record);
    sample.put('offices', { id: office('CD'), name: '成都' }, sample.headquarters.signer, 2);
    sample.put('revocations', { id: sample.second.record.id, reason: '' }, sample.headquarters.signer);
    const seen = view(sample);
    expect([...seen.offices.keys()].toSorted()).toEqual(['BJ', 'CD', 'GZ', 'SH']);
    expect([...seen.workstations.values()].filter(({ revoked }) => revoked).map(({ letter }) => letter).toSorted()).toEqual(['B', 'C']);
    expect(seen.enrolments.has(rogue.record.id)).toBe(false);
  });

  it('[DIRECTORY-6] the root key may revoke and found anew where all of headquarters is lost', () => {
    const sample = createSampleDirectory();
    sample.put('revocations', { id: sample.second.record.id, reason: '' }, sample.headquarters.signer);
    sample.put('revocations', { id: sample.headquarters.record.id, reason: '' }, sample.second.signer);
    expect(view(sample).offices.size).toBe(0);
    const keys = sample.signatures.generate();
    const id = workstationIdOf(keys.publicKey);
    sample.put('workstations', { id, office: office('SH'), letter: 'C', role: 'hq', publicKey: keys.publicKey, name: '新机' }, sample.root);
    sample.put('offices', { id: office('BJ'), name: '北京' }, sample.signerOf(id, keys), 2);
    expect(view(sample).offices.get(office('BJ'))?.name).toBe('北京');
  });

  it('[DIRECTORY-7] an enrolment admits one workstation, at its office, with its role', () => {
    const sample = createSampleDirectory();
    const [used] = sample.enrolments;
    if (used === undefined) throw new Error('no enrolment');
    const again = sample.makeWorkstation(used, 'C').record;
    expect(offer(sample, (doc) => putEntry(doc, 'workstations', again))?.rule).toBe('DIRECTORY-7');
    putEntry(sample.doc, 'workstations', again);
    expect(view(sample).workstations.has(again.id)).toBe(false);
    const fresh = sample.makeEnrolment('BJ', 'clerk', sample.headquarters.signer);
    const elsewhere = sample.makeWorkstation({ ...fresh, record: { ...fresh.record, office: office('SH'), role: 'it' } }, 'C').record;
    const both = (doc: Y.Doc): void => {
      putEntry(doc, 'enrolments', fresh.record);
      putEntry(doc, 'workstations', elsewhere);
    };
    expect(offer(sample, both)?.rule).toBe('DIRECTORY-4');
  });

  it('[DIRECTORY-7] a workstation whose enrolment was cancelled meanwhile counts as revoked', () => {
    const sample = createSampleDirectory();
    const [, enrolment] = sample.enrolments;
    if (enrolment === undefined) throw new Error('no enrolment');
    sample.put('enrolments', { ...enrolment.record, cancelled: true }, sample.headquarters.signer, 2);
    expect(view(sample).workstations.get(sample.beijing.record.id)?.revoked).toBe(true);
  });

  it('[DIRECTORY-8] a joining workstation describes its own person only, with no more than its role grants', () => {
    const sample = createSampleDirectory();
    const [, enrolment] = sample.enrolments;
    if (enrolment === undefined) throw new Error('no enrolment');
    const id = enrolment.record.person;
    const draft = { id, name: '李娜娜', office: office('BJ'), roles: ['clerk' as const], active: true };
    const name = (): string | undefined => view(sample).people.get(id)?.name;
    expect(offer(sample, (doc) => putEntry(doc, 'people', sample.make('people', draft, sample.beijing.signer, 2)))).toBeUndefined();
    expect(name()).toBe('李娜娜');
    for (const wrong of [{ ...draft, roles: ['manager' as const] }, { ...draft, office: office('SH') }, { ...draft, id: person(sample.newId()) }]) {
      expect(offer(sample, (doc) => putEntry(doc, 'people', sample.make('people', wrong, sample.beijing.signer, 3)))?.rule).toBe('DIRECTORY-4');
    }
    expect(offer(sample, (doc) => putEntry(doc, 'people', sample.make('people', draft, sample.guangzhou.signer, 4)))?.rule).toBe('DIRECTORY-4');
    sample.put('people', { ...draft, name: '李娜(总部)', roles: ['manager'] }, sample.headquarters.signer);
    sample.put('people', draft, sample.beijing.signer, 9);
    expect(name()).toBe('李娜(总部)');
  });

  it('[DIRECTORY-8] the code’s own signature no longer counts once the workstation has spoken', () => {
    const sample = createSampleDirectory();
    const [, enrolment] = sample.enrolments;
    if (enrolment === undefined) throw new Error('no enrolment');
    const draft = { id: enrolment.record.person, name: '李娜', office: office('BJ'), roles: ['clerk' as const], active: true };
    sample.put('people', draft, sample.beijing.signer, 2);
    sample.put('people', { ...draft, name: '捡到登记码的人' }, enrolment.signer, 7);
    expect(view(sample).people.get(draft.id)?.name).toBe('李娜');
  });

  it('[DIRECTORY-4] workstations and enrolments that vouch for each other in a circle are nobody', () => {
    const sample = createSampleDirectory();
    const keys = sample.signatures.generate();
    const id = workstationIdOf(keys.publicKey);
    const circle = sample.makeEnrolment('SH', 'it', sample.signerOf(id, keys));
    const inner = sample.make(
      'workstations',
      { id, office: office('SH'), letter: 'X', role: 'it', publicKey: keys.publicKey, name: '圈', enrolment: circle.record.id },
      circle.signer,
    );
    const both = (doc: Y.Doc): void => {
      putEntry(doc, 'enrolments', circle.record);
      putEntry(doc, 'workstations', inner);
    };
    expect(offer(sample, both)?.rule).toBe('DIRECTORY-4');
    both(sample.doc);
    expect(view(sample).workstations.has(id)).toBe(false);
  });

  it('[DIRECTORY-3] nobody joins under the id of another workstation', () => {
    const sample = createSampleDirectory();
    const fresh = sample.makeEnrolment('BJ', 'clerk', sample.headquarters.signer);
    const { id } = sample.headquarters.record;
    const { publicKey } = sample.guangzhou.keys;
    const draft = { id, office: office('BJ'), letter: 'B', role: 'clerk' as const, publicKey, name: '冒名', enrolment: fresh.record.id };
    const both = (doc: Y.Doc): void => {
      putEntry(doc, 'enrolments', fresh.record);
      putEntry(doc, 'workstations', sample.make('workstations', draft, fresh.signer));
    };
    expect(offer(sample, both)?.rule).toBe('DIRECTORY-4');
    putEntry(sample.doc, 'enrolments', fresh.record);
    sample.put('workstations', { ...draft, id: workstationIdOf('another key') }, fresh.signer);
    expect(view(sample).workstations.size).toBe(4);
  });

  it('[DIRECTORY-4] role it or hq counts at headquarters only, and there no other role does', () => {
    const sample = createSampleDirectory();
    for (const [code, role] of [['BJ', 'it'], ['BJ', 'hq'], ['SH', 'manager'], ['SH', 'clerk']] as const) {
      const enrolment = sample.makeEnrolment(code, role, sample.headquarters.signer);
      const workstation = sample.makeWorkstation(enrolment, 'D');
      const joined = (doc: Y.Doc): void => {
        putEntry(doc, 'enrolments', enrolment.record);
        putEntry(doc, 'workstations', workstation.record);
      };
      expect(offer(sample, joined)).toBeUndefined();
      const late = sample.make('offices', { id: office('CD'), name: '成都' }, workstation.signer);
      expect(offer(sample, (doc) => putEntry(doc, 'offices', late))?.rule).toBe('DIRECTORY-4');
      sample.put('offices', { id: office('WH'), name: '武汉' }, workstation.signer);
    }
    expect([...view(sample).offices.keys()].toSorted()).toEqual(['BJ', 'GZ', 'SH']);
  });
});
