/** A small organisation for tests: headquarters SH with workstation A (hq), branches BJ and GZ with a clerk's workstation each. */
import type * as Y from 'yjs';
import { makeStamp, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { OfficeCode, PersonId } from '#model/identity/ids.ts';
import type { Role } from '#model/contract/operation.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { directoryKind } from '../directory-kind.ts';
import { ORGANISATION_ID, ROOT_SIGNER, type DirectoryRoot, type DraftOf, type RecordOf } from '../records.ts';
import { putEntry, signEntry, type Signer } from '../writing.ts';
import { workstationIdOf } from '../workstation-identity.ts';
import { openDocument } from '../../document/open-document.ts';
import { createMockSignatures } from './mock-signatures.ts';

export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export interface SampleWorkstation {
  readonly signer: Signer;
  readonly keys: KeyPair;
  readonly record: RecordOf<'workstations'>;
}

export interface SampleEnrolment {
  readonly signer: Signer;
  readonly keys: KeyPair;
  readonly record: RecordOf<'enrolments'>;
}

export interface SampleDirectory {
  readonly doc: Y.Doc;
  readonly signatures: SignatureScheme;
  readonly rootKey: string;
  readonly root: Signer;
  readonly headquarters: SampleWorkstation;
  /** A second workstation of headquarters, role it. */
  readonly second: SampleWorkstation;
  readonly beijing: SampleWorkstation;
  readonly guangzhou: SampleWorkstation;
  readonly enrolments: readonly SampleEnrolment[];
  nextStamp(): Stamp;
  newId(): string;
  /** Signs an entry without putting it anywhere. */
  make<Root extends DirectoryRoot>(root: Root, draft: DraftOf<Root>, signer: Signer, revision?: number): RecordOf<Root>;
  /** Signs an entry and puts it into `doc`. */
  put<Root extends DirectoryRoot>(root: Root, draft: DraftOf<Root>, signer: Signer, revision?: number): RecordOf<Root>;
  signerOf(id: string, keys: KeyPair): Signer;
  makeEnrolment(office: string, role: Role, by: Signer): SampleEnrolment;
  makeWorkstation(enrolment: SampleEnrolment, letter: string): SampleWorkstation;
}

export const office = (code: string): OfficeCode => code as OfficeCode;
export const person = (id: string): PersonId => id as PersonId;

export function createSampleDirectory(signatures: SignatureScheme = createMockSignatures()): SampleDirectory {
  const doc = openDocument(directoryKind);
  // Drawn, it would make the same simulation another each time.
  doc.clientID = 1;
  let ticks = 0;
  const nextStamp = (): Stamp => makeStamp(1_760_000_000_000 + (ticks += 1), 0, '00000000');
  const newId = (): string => `00000000-0000-7000-8000-${(ticks += 1).toString(16).padStart(12, '0')}`;
  const signerOf = (id: string, keys: KeyPair): Signer => ({ id, sign: (message) => signatures.sign(keys.privateKey, message) });
  const rootKeys = signatures.generate();
  const root = signerOf(ROOT_SIGNER, rootKeys);

  const make: SampleDirectory['make'] = (rootName, draft, signer, revision = 1) => signEntry(rootName, draft, revision, nextStamp(), signer);
  const put: SampleDirectory['put'] = (rootName, draft, signer, revision = 1) => {
    const record = make(rootName, draft, signer, revision);
    putEntry(doc, rootName, record);
    return record;
  };

  function makeEnrolment(code: string, role: Role, by: Signer): SampleEnrolment {
    const keys = signatures.generate();
    const id = newId();
    const { publicKey } = keys;
    const record = make(
      'enrolments',
      { id, office: office(code), role, publicKey, seal: 's'.repeat(43), person: person(newId()), expiresAtMs: 1_900_000_000_000, cancelled: false },
      by,
    );
    return { signer: signerOf(id, keys), keys, record };
  }

  function makeWorkstation(enrolment: SampleEnrolment, letter: string): SampleWorkstation {
    const keys = signatures.generate();
    const { publicKey } = keys;
    const id = workstationIdOf(publicKey);
    const { office: at, role, id: enrolmentId } = enrolment.record;
    const record = make('workstations', { id, office: at, letter, role, publicKey, name: `PC ${letter}`, enrolment: enrolmentId }, enrolment.signer);
    return { signer: signerOf(id, keys), keys, record };
  }

  const foundingKeys = signatures.generate();
  const founding = workstationIdOf(foundingKeys.publicKey);
  put('organisation', { id: ORGANISATION_ID, name: '远山商贸', headquarters: office('SH') }, root);
  const foundingRecord = put(
    'workstations',
    { id: founding, office: office('SH'), letter: 'A', role: 'hq', publicKey: foundingKeys.publicKey, name: 'PC A' },
    root,
  );
  const headquarters = { signer: signerOf(founding, foundingKeys), keys: foundingKeys, record: foundingRecord };
  for (const [code, name] of [['SH', '总部'], ['BJ', '北京分公司'], ['GZ', '广州分公司']] as const) {
    put('offices', { id: office(code), name }, headquarters.signer);
  }
  const enrolments: SampleEnrolment[] = [];
  function join(code: string, role: Role, letter: string, name: string): SampleWorkstation {
    const enrolment = makeEnrolment(code, role, headquarters.signer);
    enrolments.push(enrolment);
    putEntry(doc, 'enrolments', enrolment.record);
    const workstation = makeWorkstation(enrolment, letter);
    putEntry(doc, 'workstations', workstation.record);
    const roles: Role[] = role === 'it' ? ['it'] : ['clerk'];
    put('people', { id: enrolment.record.person, name, office: office(code), roles, active: true }, enrolment.signer);
    return workstation;
  }
  const second = join('SH', 'it', 'B', '赵敏');
  const beijing = join('BJ', 'clerk', 'A', '李娜');
  const guangzhou = join('GZ', 'clerk', 'A', '王五');
  return {
    doc, signatures, rootKey: rootKeys.publicKey, root, headquarters, second, beijing, guangzhou, enrolments,
    nextStamp, newId, make, put, signerOf, makeEnrolment, makeWorkstation,
  };
}
