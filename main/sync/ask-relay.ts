/** One question to a relay by somebody it does not know yet: claiming it, or redeeming an enrolment code. */
import { decodeFromRelay, encodeFromWorkstation, isMalformed, MAX_MESSAGE_BYTES } from '#model/link/codec.ts';
import { createFrameJoiner, framesOf } from '#model/link/frames.ts';
import { OLDEST_PROTOCOL, PROTOCOL, type Challenge, type Claim, type Claimed, type Enrol, type Enrolled } from '#model/link/messages.ts';
import type { Codec, Timers } from '#model/link/transport.ts';
import type { LinkCause } from '#model/sync/causes.ts';
import type { Connect } from './link-options.ts';

const ANSWER_WITHIN_MS = 20_000;
const NORMAL_CLOSURE = 1000;

export interface AskOptions {
  readonly connect: Connect;
  readonly timers: Timers;
  readonly codec: Codec;
}

export type RelayAnswer = Claimed | Enrolled | { readonly type: 'failed'; readonly cause: LinkCause };

/**
 * Connects, answers the relay's challenge with one message, and gives its answer. Never rejects. An answer that is
 * lost on the way back counts as failed; both questions may be repeated.
 */
export function askRelay(options: AskOptions, url: string, question: (challenge: Challenge) => Claim | Enrol): Promise<RelayAnswer> {
  const { connect, timers, codec } = options;
  return new Promise((resolve) => {
    const joiner = createFrameJoiner(MAX_MESSAGE_BYTES);
    let opened = false;
    let finished = false;
    let asked = false;

    function finish(answer: RelayAnswer): void {
      if (finished) return;
      finished = true;
      cancel();
      transport.close(NORMAL_CLOSURE, 'answered');
      resolve(answer);
    }
    const fail = (cause: LinkCause): void => finish({ type: 'failed', cause });

    function receive(frame: Uint8Array): void {
      opened = true;
      const joined = joiner.join(frame);
      if (joined === undefined || finished) return;
      const message = isMalformed(joined) ? joined : decodeFromRelay(joined, codec);
      if (isMalformed(message)) return fail('malformed');
      if (message.type === 'refused') return fail(message.reason);
      if (message.type === 'claimed' || message.type === 'enrolled') return finish(message);
      if (message.type === 'challenge' && !asked) ask(message);
    }

    function ask(challenge: Challenge): void {
      if (challenge.oldestProtocol > PROTOCOL) return fail('protocolTooOld');
      if (challenge.protocol < OLDEST_PROTOCOL) return fail('relayTooOld');
      asked = true;
      for (const frame of framesOf(encodeFromWorkstation(question(challenge), codec))) transport.send(frame);
    }

    const cancel = timers.after(ANSWER_WITHIN_MS, () => fail('timeout'));
    const transport = connect(url, {
      opened: () => {
        opened = true;
      },
      received: receive,
      closed: () => fail(opened ? 'lost' : 'unreachable'),
    });
  });
}
