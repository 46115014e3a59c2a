import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/open-document.ts';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { MAX_PHOTO_BYTES, photoKind, photoName } from './photo-kind.ts';
import { FIRST_MS, judge, uuidOf } from './testing/sample-movements.ts';

const NAME = photoName(uuidOf(1));
const at = makeStamp(FIRST_MS, 0, '00000001');

function picture(bytes: number): Uint8Array {
  const made = new Uint8Array(bytes);
  made.set([0xff, 0xd8, 0xff, 0xe0]);
  return made;
}

function ruleFor(value: unknown, key = 'photo'): string | undefined {
  const doc = openDocument(photoKind);
  return judge(photoKind, NAME, doc, () => doc.getMap('photo').set(key, value))?.rule;
}

describe('photos', () => {
  it('[STOCK-35] hold one small picture by its first bytes, and nothing else', () => {
    expect(ruleFor({ bytes: picture(MAX_PHOTO_BYTES), by: 'person', at })).toBeUndefined();
    expect(ruleFor({ by: 'person', at })).toBeUndefined();
    expect(ruleFor({ bytes: picture(MAX_PHOTO_BYTES + 1), by: 'person', at })).toBe('STOCK-35');
    expect(ruleFor({ bytes: new TextEncoder().encode('<svg onload="alert(1)"/>'), by: 'person', at })).toBe('STOCK-35');
    expect(ruleFor({ bytes: new TextEncoder().encode('RIFF____WAVEfmt of a sound'), by: 'person', at })).toBe('STOCK-35');
    expect(ruleFor({ bytes: picture(100), by: 'person', at, more: 'x'.repeat(99_999) })).toBe('STOCK-35');
    expect(ruleFor({ bytes: picture(100), by: 'person', at }, 'another')).toBe('STOCK-35');
    expect(ruleFor({ bytes: 'text', by: 'person', at })).toBe('STOCK-35');
  });

  it('[STOCK-35] are written at headquarters, and stand under the id of an item', () => {
    const writer = { workstation: 'GZ-A', office: 'GZ', headquarters: false, role: 'manager' } as const;
    expect([photoKind.mayWrite(NAME, writer), photoKind.mayWrite(NAME, { ...writer, headquarters: true })]).toEqual([false, true]);
    expect([NAME, 'photo/../catalogue', 'photo/1'].map((name) => photoKind.pattern.test(name))).toEqual([true, false, false]);
  });

  it('[STOCK-35] are never removed from under what was said of them', () => {
    const doc = openDocument(photoKind);
    doc.getMap('photo').set('photo', { bytes: picture(50), by: 'person', at });
    expect(judge(photoKind, NAME, doc, () => doc.getMap('photo').delete('photo'))?.rule).toBe('STOCK-35');
  });
});
