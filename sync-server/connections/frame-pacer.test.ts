import { describe, expect, it } from 'vitest';
import { createManualTime } from '../testing/manual-time.ts';
import { createFramePacer } from './frame-pacer.ts';

const frame = (number: number): Uint8Array => Uint8Array.from([number]);

function pacer(limits: { framesPerSecond: number; frameBurst: number; framesWaiting: number }) {
  const time = createManualTime();
  const passed: number[] = [];
  const made = createFramePacer(time.nowMs, time.timers, limits, (bytes) => passed.push(bytes[0] ?? -1));
  return { time, passed, made };
}

describe('the pace of frames', () => {
  it('[RELAY-18] a burst passes at once, the rest at the rate and in order', () => {
    const { time, passed, made } = pacer({ framesPerSecond: 10, frameBurst: 3, framesWaiting: 100 });
    for (let number = 0; number < 8; number += 1) expect(made.take(frame(number))).toBe(true);
    expect(passed).toEqual([0, 1, 2]);
    time.advance(200);
    expect(passed).toEqual([0, 1, 2, 3, 4]);
    time.advance(10_000);
    expect(passed).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('[RELAY-18] beyond what may wait it says no', () => {
    const { made } = pacer({ framesPerSecond: 1, frameBurst: 1, framesWaiting: 2 });
    expect([0, 1, 2, 3].map((number) => made.take(frame(number)))).toEqual([true, true, true, false]);
  });

  it('passes nothing after it is closed', () => {
    const { time, passed, made } = pacer({ framesPerSecond: 1, frameBurst: 1, framesWaiting: 9 });
    made.take(frame(0));
    made.take(frame(1));
    made.close();
    time.advance(5000);
    expect(passed).toEqual([0]);
  });
});
