/** Answers to `claim` and `enrol`: how an organisation and its workstations come to be known here. */
import type { Claim, Claimed, Enrol, Enrolled, Refused, RefusedReason } from '#model/link/messages.ts';
import { judgeEnrol, type Challenged } from '../access/handshake.ts';
import type { House } from './house.ts';

export async function founding(message: Claim | Enrol, challenged: Challenged, house: House): Promise<Claimed | Enrolled | Refused> {
  return message.type === 'claim' ? claim(message, house) : enrol(message, challenged, house);
}

async function claim(message: Claim, house: House): Promise<Claimed | Refused> {
  const { access, identity, setupCodes, log } = house;
  const verdict = setupCodes.check(message.setupCode);
  if (verdict === 'tooFast') return refused('tooFast', 'too many wrong setup codes; wait a minute');
  if (verdict === 'wrong') return refused('badSetupCode', 'this is not the setup code that the relay printed');
  const served = access.organisation();
  if (served === message.organisation) return { type: 'claimed', relay: identity.relay };
  if (served !== undefined) return refused('alreadyClaimed', 'this relay serves another organisation');
  const problem = await house.claim(message.organisation, message.directory);
  if (problem !== undefined) return refused('malformed', problem);
  log.write('info', 'claimed');
  return { type: 'claimed', relay: identity.relay };
}

async function enrol(message: Enrol, challenged: Challenged, house: House): Promise<Enrolled | Refused> {
  const { access, storage, log, nowMs } = house;
  const judgement = judgeEnrol(message, challenged, access, nowMs());
  if (!judgement.ok) return refused(judgement.reason, judgement.detail);
  const { redemption, again } = judgement;
  if (!again) {
    // Noted before it is written, so that the letter is not given twice meanwhile; a failed write ends the connection.
    access.noteRedemption(redemption);
    await storage.redeem(redemption);
    log.write('info', 'enrolled', { workstation: redemption.workstation, office: redemption.office });
  }
  return {
    type: 'enrolled',
    organisation: access.organisation() ?? '',
    enrolment: redemption.enrolment,
    letter: redemption.letter,
    directory: await house.directoryState(),
  };
}

function refused(reason: RefusedReason, detail: string): Refused {
  return { type: 'refused', reason, detail };
}
