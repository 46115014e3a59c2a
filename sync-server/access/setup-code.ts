/** The code that the relay prints until it is claimed: `XXXX-XXXX`, 40 random bits without letters that look alike. */
import type { RandomBytes } from '#model/identity/ids.ts';
import type { Limits } from '../limits.ts';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function newSetupCode(randomBytes: RandomBytes): string {
  const letters = [...randomBytes(8)].map((byte) => ALPHABET[byte & 31]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Judges setup codes, a few wrong ones a minute at most, so that trying them all takes longer than anybody has. */
export interface SetupCodeCheck {
  check(given: string): 'right' | 'wrong' | 'tooFast';
}

export function createSetupCodeCheck(
  setupCode: string,
  nowMs: () => number,
  limits: Pick<Limits, 'wrongSetupCodesPerMinute'>,
): SetupCodeCheck {
  let wrongAtMs: number[] = [];
  return {
    check(given) {
      const now = nowMs();
      wrongAtMs = wrongAtMs.filter((atMs) => atMs > now - 60_000);
      if (wrongAtMs.length >= limits.wrongSetupCodesPerMinute) return 'tooFast';
      if (isSame(given.trim().toUpperCase(), setupCode)) return 'right';
      wrongAtMs.push(now);
      return 'wrong';
    },
  };
}

/** Takes the same time wherever the difference stands. */
function isSame(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < right.length; index += 1) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
