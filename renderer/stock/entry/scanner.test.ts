import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScanDetector, type Press } from './scanner.ts';

/** Presses keys with the same pause before each. */
function pressAll(keys: readonly string[], gapMs: number, detector = createScanDetector(), fromMs = 1000): readonly Press[] {
  return keys.map((key, index) => detector.press({ key, atMs: fromMs + index * gapMs }));
}

describe('a scanner that types like a keyboard', () => {
  it('[STOCK-27] is told by its speed, whatever the code', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w\-./+]{3,64}$/), fc.integer({ min: 0, max: 34 }), fc.constantFrom('Enter', 'Tab'), (code, gapMs, end) => {
        expect(pressAll([...Array.from(code), end], gapMs).at(-1)).toEqual({ kind: 'scan', text: code });
      }),
    );
  });

  it('[STOCK-27] is never seen in what a person types', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w\-./+]{1,30}$/), fc.integer({ min: 35, max: 400 }), (text, gapMs) => {
        expect(pressAll([...Array.from(text), 'Enter'], gapMs).filter(({ kind }) => kind === 'scan')).toEqual([]);
      }),
    );
  });

  it('begins with its own first character, not with what was typed before', () => {
    const detector = createScanDetector();
    pressAll(['1', '2'], 120, detector);
    expect(pressAll([...Array.from('6901234567892'), 'Enter'], 5, detector, 2000).at(-1)).toEqual({ kind: 'scan', text: '6901234567892' });
  });

  it('sends Shift before capitals and may end with CR and LF', () => {
    const detector = createScanDetector();
    const presses = pressAll(['Shift', 'A', '-', '1', 'Enter', 'Enter'], 4, detector);
    expect(presses.slice(-2)).toEqual([{ kind: 'scan', text: 'A-1' }, { kind: 'echo-of-end' }]);
    expect(detector.press({ key: 'Enter', atMs: 3000 })).toEqual({ kind: 'other' });
  });

  it('is not two keys that fall together, nor a burst that an arrow key broke', () => {
    expect(pressAll(['1', '2', 'Enter'], 3).at(-1)).toEqual({ kind: 'other' });
    expect(pressAll(['1', '2', 'ArrowLeft', '3', 'Enter'], 3).at(-1)).toEqual({ kind: 'other' });
  });
});
