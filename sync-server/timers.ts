/** The system's timers behind the port. */
import type { Timers } from '#model/link/transport.ts';

export function systemTimers(): Timers {
  return {
    after(delayMs, act) {
      const timer = setTimeout(act, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
