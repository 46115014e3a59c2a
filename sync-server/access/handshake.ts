/** Judges what a connection says about itself. Pure: nothing is written and nothing is sent here. */
import { workstationIdOf, nextLetter } from '#model/directory/workstation-identity.ts';
import { ROOT_SIGNER } from '#model/directory/records.ts';
import { enrolmentOfKey, lettersOf, type DirectoryView } from '#model/directory/trust.ts';
import { OLDEST_PROTOCOL, PROTOCOL, type Enrol, type Hello, type RefusedReason, type Report } from '#model/link/messages.ts';
import type { WorkstationId } from '#model/identity/ids.ts';
import { signedBytes } from '#model/identity/signatures.ts';
import type { Redemption } from '../storage/storage.ts';
import { redeemedByRoot, type Access, type KnownStanding } from './access.ts';

export interface Challenged {
  readonly relay: string;
  readonly nonce: string;
}

export type HelloJudgement =
  | { readonly ok: true; readonly standing: KnownStanding }
  | { readonly ok: false; readonly reason: RefusedReason; readonly detail: string };

/**
 * A stranger learns nothing: that a workstation is revoked or unknown is said by its name alone, which is no secret,
 * but its signature is checked before anything of the organisation is told.
 */
export function judgeHello(hello: Hello, challenged: Challenged, access: Access): HelloJudgement {
  const refused = (reason: RefusedReason, detail: string): HelloJudgement => ({ ok: false, reason, detail });
  if (hello.protocol < OLDEST_PROTOCOL) return refused('protocolTooOld', `protocol ${hello.protocol}, at least ${OLDEST_PROTOCOL}`);
  if (hello.protocol > PROTOCOL) return refused('relayTooOld', `protocol ${hello.protocol}, at most ${PROTOCOL}`);
  const organisation = access.organisation();
  if (organisation === undefined) return refused('notClaimed', 'this relay serves no organisation yet');
  if (hello.organisation !== organisation) return refused('unknownOrganisation', 'this relay serves another organisation');
  const standing = access.standingOf(hello.workstation);
  if (standing.standing === 'unknown') return refused('unknownWorkstation', 'the directory does not know this workstation');
  if (standing.standing === 'revoked') return refused('revoked', 'this workstation was revoked');
  if (!isAnswer(hello, challenged) || !access.rules.verify(standing.publicKey, signedBytes('hello', hello), hello.signature)) {
    return refused('badSignature', 'the signature does not fit');
  }
  return { ok: true, standing };
}

export type EnrolJudgement =
  /** `again`: the same workstation redeemed the same code before. */
  | { readonly ok: true; readonly redemption: Redemption; readonly again: boolean }
  | { readonly ok: false; readonly reason: RefusedReason; readonly detail: string };

export function judgeEnrol(enrol: Enrol, challenged: Challenged, access: Access, nowMs: number): EnrolJudgement {
  const refused = (reason: RefusedReason, detail: string): EnrolJudgement => ({ ok: false, reason, detail });
  const view = access.view();
  if (view === undefined) return refused('notClaimed', 'this relay serves no organisation yet');
  if (!isAnswer(enrol, challenged) || !access.rules.verify(enrol.enrolmentKey, signedBytes('enrol', enrol), enrol.signature)) {
    return refused('badSignature', 'the signature does not fit');
  }
  if (workstationIdOf(enrol.workstationKey) !== enrol.workstation) {
    return refused('badSignature', 'the workstation is not named by its key');
  }
  if (enrol.enrolmentKey === view.rootKey) return judgeRootEnrol(enrol, view, access, nowMs);
  const earlier = access.redemptions().find((each) => each.enrolmentKey === enrol.enrolmentKey);
  if (earlier !== undefined) {
    if (earlier.workstationKey === enrol.workstationKey) return { ok: true, redemption: earlier, again: true };
    return refused('enrolmentUsed', 'another workstation used this code');
  }
  const enrolment = enrolmentOfKey(view, enrol.enrolmentKey);
  if (enrolment === undefined || enrolment.cancelled) return refused('enrolmentUnknown', 'there is no such code');
  if (enrolment.usedBy !== undefined) return refused('enrolmentUsed', 'another workstation used this code');
  if (enrolment.expiresAtMs <= nowMs) return refused('enrolmentExpired', 'the code has expired');
  const { office, id } = enrolment;
  const { enrolmentKey, workstation, workstationKey } = enrol;
  const letter = freeLetter(view, office, access);
  return { ok: true, redemption: { enrolmentKey, enrolment: id, workstation, workstationKey, office, letter, atMs: nowMs }, again: false };
}

/** Whoever signs with the root key itself comes in at headquarters, any number of times, each time with another workstation. */
function judgeRootEnrol(enrol: Enrol, view: DirectoryView, access: Access, nowMs: number): EnrolJudgement {
  const { workstation, workstationKey } = enrol;
  if (view.workstations.get(workstation as WorkstationId)?.revoked === true) {
    return { ok: false, reason: 'revoked', detail: 'this workstation was revoked; it comes back with a new key' };
  }
  const earlier = access.redemptions().find((each) => each.workstation === workstation && redeemedByRoot(each));
  if (earlier !== undefined) return { ok: true, redemption: earlier, again: true };
  const office = view.organisation?.headquarters;
  if (office === undefined) return { ok: false, reason: 'notClaimed', detail: 'the directory names no headquarters' };
  const letter = freeLetter(view, office, access);
  // A redemption stands under one key: the workstation's own, since the root key is not used up.
  return { ok: true, redemption: { enrolmentKey: workstationKey, enrolment: ROOT_SIGNER, workstation, workstationKey, office, letter, atMs: nowMs }, again: false };
}

function freeLetter(view: DirectoryView, office: string, access: Access): string {
  const redeemed = access.redemptions().filter((each) => each.office === office);
  return nextLetter([...lettersOf(view, office), ...redeemed.map((each) => each.letter)]);
}

/** Whether a report is by the workstation that it speaks of. */
export function isGenuineReport(report: Report, access: Access): boolean {
  const key = access.rules.workstationKey(report.workstation);
  return key !== undefined && access.rules.verify(key, signedBytes('report', report), report.signature);
}

function isAnswer(answer: { readonly nonce: string; readonly relay: string }, challenged: Challenged): boolean {
  return answer.nonce === challenged.nonce && answer.relay === challenged.relay;
}
