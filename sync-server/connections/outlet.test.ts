import { describe, expect, it } from 'vitest';
import { FRAME_BYTES } from '#model/link/frames.ts';
import { createManualTime } from '../testing/manual-time.ts';
import { createOutlet } from './outlet.ts';

const LIMITS = { pauseBulkAtBytes: 1000, dropAtBytes: 5000, dropSlowAfterMs: 30_000 };

/** A line whose buffer empties only when the test says so. */
function line(limits = LIMITS) {
  const time = createManualTime();
  const sent: Uint8Array[] = [];
  const state = { buffered: 0, dropped: 0 };
  const outlet = createOutlet(
    {
      send(message) {
        sent.push(message);
        state.buffered += message.byteLength;
      },
      get bufferedBytes() {
        return state.buffered;
      },
      close: () => undefined,
    },
    time.nowMs,
    time.timers,
    limits,
    () => {
      state.dropped += 1;
    },
  );
  return { time, sent, state, outlet };
}

const message = (first: number, length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  bytes[0] = first;
  return bytes;
};
/** Lets everything happen that needs no timer. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
const firsts = (sent: readonly Uint8Array[]): (number | undefined)[] => sent.map((bytes) => bytes[0]);

describe('what a connection is sent', () => {
  it('[RELAY-9] bulk waits for room, live messages pass ahead of it', async () => {
    const { time, sent, state, outlet } = line();
    const bulk = [message(1, 1200), message(2, 1200), message(3, 10)];
    const done = outlet.bulk(() => Promise.resolve(bulk.shift()));
    await settle();
    expect(firsts(sent)).toEqual([1]);
    outlet.live(message(9, 10));
    expect(firsts(sent)).toEqual([1, 9]);
    state.buffered = 0;
    time.advance(20);
    await settle();
    expect(firsts(sent)).toEqual([1, 9, 2]);
    state.buffered = 0;
    time.advance(20);
    await done;
    expect(firsts(sent)).toEqual([1, 9, 2, 3]);
    expect(state.dropped).toBe(0);
  });

  it('[LINK-4] live messages of several frames do not mix with a bulk message, and keep their order', async () => {
    const { time, sent, state, outlet } = line({ ...LIMITS, dropAtBytes: 3 * FRAME_BYTES });
    const bulk = [message(1, FRAME_BYTES + 9)];
    const done = outlet.bulk(() => Promise.resolve(bulk.shift()));
    await settle();
    expect(firsts(sent)).toEqual([126]);
    outlet.live(message(5, 10));
    outlet.live(message(6, FRAME_BYTES + 1));
    outlet.live(message(7, 10));
    expect(firsts(sent)).toEqual([126, 5]);
    for (let look = 0; look < 6; look += 1) {
      state.buffered = 0;
      time.advance(20);
      await settle();
    }
    await done;
    expect(firsts(sent)).toEqual([126, 5, 127, 126, 127, 7]);
    expect(state.dropped).toBe(0);
  });

  it('a line that stays full is given up after its time, also while only live messages are sent', () => {
    const { time, state, outlet } = line();
    outlet.live(message(1, 1500));
    time.advance(29_000);
    expect(state.dropped).toBe(0);
    time.advance(32_000);
    expect(state.dropped).toBe(1);
  });

  it('a line that fills beyond the bound is given up at once, and once', () => {
    const { state, outlet } = line();
    for (let number = 0; number < 9; number += 1) outlet.live(message(number, 990));
    expect(state.dropped).toBe(1);
  });

  it('a line that empties in time is kept', () => {
    const { time, state, outlet } = line();
    outlet.live(message(1, 1500));
    time.advance(10_000);
    state.buffered = 0;
    time.advance(100_000);
    outlet.live(message(2, 10));
    time.advance(100_000);
    expect(state.dropped).toBe(0);
  });
});
