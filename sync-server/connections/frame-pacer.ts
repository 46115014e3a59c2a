/**
 * Lets a connection's frames through at a bounded rate. A burst passes at once; what exceeds it waits its turn, so
 * that a client that is merely busy is slowed down and only one that does not stop is cut off.
 */
import type { Timers } from '#model/link/transport.ts';
import type { Limits } from '../limits.ts';

export interface FramePacer {
  /** @returns false when more waits than is held for one connection. */
  take(frame: Uint8Array): boolean;
  close(): void;
}

type PacerLimits = Pick<Limits, 'framesPerSecond' | 'frameBurst' | 'framesWaiting'>;

export function createFramePacer(nowMs: () => number, timers: Timers, limits: PacerLimits, pass: (frame: Uint8Array) => void): FramePacer {
  let allowance = limits.frameBurst;
  let countedAtMs = nowMs();
  let waiting: Uint8Array[] = [];
  let stopTimer: (() => void) | undefined;

  const mayPass = (): boolean => {
    const now = nowMs();
    allowance = Math.min(limits.frameBurst, allowance + ((now - countedAtMs) / 1000) * limits.framesPerSecond);
    countedAtMs = now;
    if (allowance < 1) return false;
    allowance -= 1;
    return true;
  };
  const passWaiting = (): void => {
    stopTimer = undefined;
    let passed = 0;
    while (passed < waiting.length && mayPass()) {
      const frame = waiting[passed];
      passed += 1;
      if (frame !== undefined) pass(frame);
    }
    waiting = waiting.slice(passed);
    if (waiting.length > 0) stopTimer = timers.after(Math.ceil(1000 / limits.framesPerSecond), passWaiting);
  };
  return {
    take(frame) {
      if (waiting.length === 0 && mayPass()) {
        pass(frame);
        return true;
      }
      if (waiting.length >= limits.framesWaiting) return false;
      waiting.push(frame);
      stopTimer ??= timers.after(Math.ceil(1000 / limits.framesPerSecond), passWaiting);
      return true;
    },
    close() {
      stopTimer?.();
      waiting = [];
    },
  };
}
