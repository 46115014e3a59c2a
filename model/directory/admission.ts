/**
 * Follows the chains of signatures: root key → founding workstation → enrolments → workstations → …
 *
 * 1. A workstation is admitted by the root key, or by an enrolment that an admitted workstation of headquarters
 *    (role hq or it) or the root key signed. The result is the least set that the rules give: entries that vouch
 *    for each other in a circle vouch for nothing.
 * 2. An enrolment admits one workstation: the first by moment and key, where several stand in the document.
 * 3. The result depends on the set of entries alone, never on the order in which they arrived.
 */
import type { WorkstationId } from '../identity/ids.ts';
import { latestById, outranks, type ChainEntries, type Entry, type SignedWith } from './entries.ts';
import { grantableRoles, ROOT_SIGNER, type EnrolmentId } from './records.ts';
import { workstationIdOf } from './workstation-identity.ts';

export interface Admission {
  readonly organisation: Entry<'organisation'> | undefined;
  readonly workstations: ReadonlyMap<WorkstationId, Entry<'workstations'>>;
  readonly enrolments: ReadonlyMap<EnrolmentId, Entry<'enrolments'>>;
  /** Which workstation an enrolment admitted. */
  readonly usedBy: ReadonlyMap<EnrolmentId, WorkstationId>;
  /** Whether an entry about the organisation as a whole is signed by the root key or a workstation that may. */
  vouchedByHeadquarters(entry: Entry): boolean;
  /** How much the signature under a person's entry weighs: 3 headquarters, 2 their workstation, 1 their enrolment, 0 nothing. */
  weightOfPerson(entry: Entry<'people'>): 0 | 1 | 2 | 3;
}

/** @param counts says whether a workstation's signatures count; false for revoked ones. */
export function admit(
  entries: ChainEntries,
  rootKey: string,
  signedWith: SignedWith,
  counts: (workstation: WorkstationId) => boolean,
): Admission {
  const byRoot = (entry: Entry): boolean => entry.record.signedBy === ROOT_SIGNER && signedWith(entry, rootKey);
  const organisation = latestById(entries.organisation.filter(byRoot)).values().next().value;
  const workstations = new Map<WorkstationId, Entry<'workstations'>>();
  const enrolments = new Map<EnrolmentId, Entry<'enrolments'>>();
  const usedBy = new Map<EnrolmentId, WorkstationId>();

  function signer(entry: Entry): Entry<'workstations'> | undefined {
    const found = workstations.get(entry.record.signedBy as WorkstationId);
    return found !== undefined && counts(found.record.id) && signedWith(entry, found.record.publicKey) ? found : undefined;
  }

  function vouchedByHeadquarters(entry: Entry): boolean {
    if (byRoot(entry)) return true;
    const found = workstations.get(entry.record.signedBy as WorkstationId);
    if (found === undefined || found.record.office !== organisation?.record.headquarters) return false;
    return (found.record.role === 'hq' || found.record.role === 'it') && signer(entry) !== undefined;
  }

  function weightOfPerson(entry: Entry<'people'>): 0 | 1 | 2 | 3 {
    if (vouchedByHeadquarters(entry)) return 3;
    const workstation = signer(entry);
    const enrolment = enrolments.get(workstation?.record.enrolment ?? entry.record.signedBy);
    if (enrolment === undefined || !introduces(enrolment, entry)) return 0;
    if (workstation !== undefined) return 2;
    return signedWith(entry, enrolment.record.publicKey) ? 1 : 0;
  }

  for (const entry of entries.workstations) {
    if (!isNamedByItsKey(entry) || entry.record.enrolment !== undefined || !byRoot(entry)) continue;
    const held = workstations.get(entry.record.id);
    if (held === undefined || outranks(entry, held)) workstations.set(entry.record.id, entry);
  }
  const joining = Map.groupBy(entries.workstations.filter(isNamedByItsKey), (entry) => entry.record.enrolment);
  for (let grew = true; grew; ) {
    grew = false;
    for (const entry of entries.enrolments) {
      const held = enrolments.get(entry.record.id);
      if ((held !== undefined && !outranks(entry, held)) || !vouchedByHeadquarters(entry)) continue;
      enrolments.set(entry.record.id, entry);
      grew = true;
    }
    for (const [id, enrolment] of enrolments) {
      if (usedBy.has(id)) continue;
      const first = (joining.get(id) ?? []).filter((entry) => joins(entry, enrolment, signedWith)).reduce(earlier, undefined);
      if (first === undefined || workstations.has(first.record.id)) continue;
      workstations.set(first.record.id, first);
      usedBy.set(id, first.record.id);
      grew = true;
    }
  }
  return { organisation, workstations, enrolments, usedBy, vouchedByHeadquarters, weightOfPerson };
}

function isNamedByItsKey(entry: Entry<'workstations'>): boolean {
  return workstationIdOf(entry.record.publicKey) === entry.record.id;
}

function joins(entry: Entry<'workstations'>, enrolment: Entry<'enrolments'>, signedWith: SignedWith): boolean {
  const { office, role, id, publicKey } = enrolment.record;
  return entry.record.office === office && entry.record.role === role && entry.record.signedBy === id && signedWith(entry, publicKey);
}

function earlier(first: Entry<'workstations'> | undefined, entry: Entry<'workstations'>): Entry<'workstations'> {
  if (first === undefined || entry.record.at < first.record.at) return entry;
  return first;
}

/** Whether an enrolment may introduce this person: the one it names, at its office, with no more than its role grants. */
function introduces(enrolment: Entry<'enrolments'>, entry: Entry<'people'>): boolean {
  const { person, office, role } = enrolment.record;
  const grantable = grantableRoles(role);
  return entry.record.id === person && entry.record.office === office && entry.record.roles.every((each) => grantable.includes(each));
}
