/**
 * How this computer becomes a workstation of an office: the link's half. What is believed and written is the
 * directory's (main/directory/joining.ts), passed in by the office core.
 *
 * 1. The workstation's key is durable before the relay first hears of it, one key per code: repeating after a lost
 *    answer redeems the same code with the same key and gives the same letter.
 * 2. Membership, directory, own entries and the relay's address are written in one transaction.
 */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { Enrol, Enrolled } from '#model/link/messages.ts';
import { causeReason } from '#model/sync/messages.ts';
import type { Reader, Store, StoreTransaction } from '../store/store.ts';
import { askRelay, type AskOptions } from './ask-relay.ts';
import { COMPARE_ALL, RELAY_URL } from './settings.ts';

/** A code that was read, with the keys made for it. */
export interface Enrolment {
  /** Public key that the code yields. */
  readonly enrolmentKey: string;
  readonly workstation: string;
  readonly workstationKey: string;
  /** Signs with the code's secret. */
  sign(purpose: string, record: object): string;
  /** Makes this computer a member, or refuses what the relay said. */
  complete(tx: StoreTransaction, granted: Enrolled, joining: Joining): Joined | Refusal;
}

export interface Joining {
  readonly personName: string;
  readonly workstationName?: string | undefined;
  stamp(): Stamp;
}

export interface Joined {
  readonly office: string;
  readonly workstation: string;
  readonly letter: string;
  readonly person: string;
}

export interface JoinOptions extends AskOptions {
  readonly store: Store;
  readonly stamp: () => Stamp;
  /** This computer as a workstation; undefined before it is one. */
  readonly membership: (read: Reader) => { readonly rootKey: string; readonly workstation: string } | undefined;
  /** Reads a code and makes keys for it, durable when this returns. Refuses with `enrolment.malformed`. */
  readonly prepareEnrolment: (code: string) => Enrolment | Refusal;
}

export interface JoinInput {
  readonly url: string;
  readonly code: string;
  readonly person: string;
  readonly workstation?: string | undefined;
}

export async function joinOffice(options: JoinOptions, input: JoinInput): Promise<(Joined & { readonly organisation: string }) | Refusal> {
  const { store } = options;
  if (options.membership(store.read) !== undefined) return refuse('setup.done', { organisation: organisationName(store.read) });
  const enrolment = options.prepareEnrolment(input.code);
  if (isRefusal(enrolment)) return enrolment;
  const answer = await askRelay(options, input.url, ({ nonce, relay }): Enrol => {
    const { enrolmentKey, workstation, workstationKey } = enrolment;
    const content: Omit<Enrol, 'signature'> = { type: 'enrol', nonce, relay, enrolmentKey, workstation, workstationKey };
    return { ...content, signature: enrolment.sign('enrol', content) };
  });
  if (answer.type === 'failed') return refuse(causeReason(answer.cause), {}, CODE_CAUSES.has(answer.cause) ? 'code' : 'url');
  if (answer.type !== 'enrolled') return refuse(causeReason('malformed'), {}, 'url');
  return store.transact((tx) => {
    const joined = enrolment.complete(tx, answer, { personName: input.person, workstationName: input.workstation, stamp: options.stamp });
    if (isRefusal(joined)) return joined;
    tx.setSetting(RELAY_URL, input.url);
    tx.setSetting(COMPARE_ALL, '1');
    const { office, workstation, letter, person } = joined;
    return { organisation: organisationName(tx.read), office, workstation, letter, person };
  });
}

const CODE_CAUSES: ReadonlySet<string> = new Set(['enrolmentUnknown', 'enrolmentUsed', 'enrolmentExpired']);

function organisationName(read: Reader): string {
  return read.get<{ name: string }>('SELECT name FROM organisation')?.name ?? '';
}
