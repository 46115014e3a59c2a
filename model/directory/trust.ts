/**
 * What of the directory is in force: only what a chain of signatures from the organisation's root key vouches for.
 *
 * 1. The view depends on the set of entries alone. Forged entries, old entries played back, and any order of
 *    arrival give the same view.
 * 2. A revocation is never undone. Signatures of a revoked workstation stop counting, so whoever revokes it signs
 *    anew what shall stay of it (operations do that; see `vouchedBy`).
 * 3. A revoked workstation stays known with its key: what it signed before must remain checkable.
 */
import type * as Y from 'yjs';
import type { Writer } from '../document/kind.ts';
import type { OfficeCode, PersonId, WorkstationId } from '../identity/ids.ts';
import { admit, type Admission } from './admission.ts';
import { collectEntries, createEntryMemory, latestById, outranks, signedWith, type Entries, type Entry, type SignedWith, type Verify } from './entries.ts';
import type { EnrolmentId, EnrolmentRecord, OfficeRecord, OrganisationRecord, PersonRecord, WorkstationRecord } from './records.ts';

export type OfficeInForce = OfficeRecord & { readonly headquarters: boolean };
export type WorkstationInForce = WorkstationRecord & { readonly revoked: boolean };
/** `usedBy`: the workstation that joined with it. */
export type EnrolmentInForce = EnrolmentRecord & { readonly usedBy?: WorkstationId };

export interface DirectoryView {
  /** Undefined where the document holds no entry that the root key signed. */
  readonly organisation: OrganisationRecord | undefined;
  readonly rootKey: string;
  readonly offices: ReadonlyMap<OfficeCode, OfficeInForce>;
  readonly people: ReadonlyMap<PersonId, PersonRecord>;
  /** Revoked ones included. */
  readonly workstations: ReadonlyMap<WorkstationId, WorkstationInForce>;
  readonly enrolments: ReadonlyMap<EnrolmentId, EnrolmentInForce>;
}

/** Reads the same directory again and again, checking each signature once. */
export interface DirectoryReader {
  read(doc: Y.Doc): DirectoryView;
}

/** @param rootKey public root key of the organisation, base64url. */
export function readDirectory(doc: Y.Doc, rootKey: string, verify: Verify): DirectoryView {
  return viewOf(collectEntries(doc), rootKey, signedWith(verify));
}

export function createDirectoryReader(rootKey: string, verify: Verify): DirectoryReader {
  const check = signedWith(verify);
  // An entry's key holds the hash of its content and signature, so a verdict once given stays true.
  let verdicts = new Map<string, boolean>();
  const readEntry = createEntryMemory();
  return {
    read(doc) {
      const used = new Map<string, boolean>();
      const view = viewOf(collectEntries(doc, readEntry), rootKey, (entry, publicKey) => {
        const question = `${entry.root}/${entry.key}/${publicKey}`;
        const verdict = verdicts.get(question) ?? used.get(question) ?? check(entry, publicKey);
        used.set(question, verdict);
        return verdict;
      });
      verdicts = used;
      return view;
    },
  };
}

function viewOf(entries: Entries, rootKey: string, check: SignedWith): DirectoryView {
  const ever = admit(entries, rootKey, check, () => true);
  const revoked = new Set(entries.revocations.filter((entry) => ever.vouchedByHeadquarters(entry)).map((entry) => entry.record.id));
  const now = revoked.size === 0 ? ever : admit(entries, rootKey, check, (workstation) => !revoked.has(workstation));
  const offices = latestById(entries.offices.filter((entry) => now.vouchedByHeadquarters(entry)));
  return {
    organisation: now.organisation?.record,
    rootKey,
    offices: new Map(
      [...offices.values()].map(({ record }) => [record.id, { ...record, headquarters: record.id === now.organisation?.record.headquarters }]),
    ),
    people: peopleOf(entries, now),
    workstations: workstationsOf(ever, now, revoked),
    enrolments: new Map([...now.enrolments].map(([id, { record }]) => [id, { ...record, ...usedByOf(now, id) }])),
  };
}

function usedByOf(admission: Admission, id: EnrolmentId): { readonly usedBy?: WorkstationId } {
  const usedBy = admission.usedBy.get(id);
  return usedBy === undefined ? {} : { usedBy };
}

function peopleOf(entries: Entries, now: Admission): Map<PersonId, PersonRecord> {
  const best = new Map<PersonId, { readonly entry: Entry<'people'>; readonly weight: number }>();
  for (const entry of entries.people) {
    const weight = now.weightOfPerson(entry);
    const held = best.get(entry.record.id);
    if (weight === 0 || (held !== undefined && (held.weight > weight || (held.weight === weight && !outranks(entry, held.entry))))) continue;
    best.set(entry.record.id, { entry, weight });
  }
  return new Map([...best].map(([id, { entry }]) => [id, entry.record]));
}

/** A workstation counts as revoked where it was revoked, its enrolment was cancelled, or nobody in force vouches for it any longer. */
function workstationsOf(ever: Admission, now: Admission, revoked: ReadonlySet<WorkstationId>): Map<WorkstationId, WorkstationInForce> {
  const found = new Map<WorkstationId, WorkstationInForce>();
  for (const [id, { record }] of ever.workstations) {
    const cancelled = record.enrolment !== undefined && now.enrolments.get(record.enrolment)?.record.cancelled === true;
    found.set(id, { ...record, revoked: revoked.has(id) || cancelled || !now.workstations.has(id) });
  }
  return found;
}

/** The workstation as a writer of documents; undefined where it is unknown or revoked. */
export function writerOf(view: DirectoryView, workstation: string): Writer | undefined {
  const found = view.workstations.get(workstation as WorkstationId);
  if (found === undefined || found.revoked) return undefined;
  return {
    workstation: found.id,
    office: found.office,
    headquarters: found.office === view.organisation?.headquarters,
    role: found.role,
  };
}

/** The enrolment whose code gives this public key. */
export function enrolmentOfKey(view: DirectoryView, publicKey: string): EnrolmentInForce | undefined {
  return [...view.enrolments.values()].find((enrolment) => enrolment.publicKey === publicKey);
}

/** Letters that the office's workstations have, revoked ones included: a number on paper is never used again. */
export function lettersOf(view: DirectoryView, office: string): readonly string[] {
  return [...view.workstations.values()].filter((workstation) => workstation.office === office).map((workstation) => workstation.letter);
}
