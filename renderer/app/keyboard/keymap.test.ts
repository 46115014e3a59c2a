import { describe, expect, it } from 'vitest';
import { isKey, isTextKey, type KeyPress } from './keymap.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});

describe('keys', () => {
  it('asks for exactly the named modifiers', () => {
    expect(isKey(press('k', { ctrlKey: true }), 'Ctrl+K')).toBe(true);
    expect(isKey(press('k'), 'Ctrl+K')).toBe(false);
    expect(isKey(press('F2', { altKey: true }), 'F2')).toBe(false);
    expect(isKey(press('F2', { shiftKey: true }), 'F2')).toBe(false);
  });

  it('takes Command for Ctrl', () => {
    expect(isKey(press('k', { metaKey: true }), 'Ctrl+K')).toBe(true);
  });

  it('does not mind the Shift with which a sign is typed', () => {
    expect(isKey(press('?', { shiftKey: true }), '?')).toBe(true);
  });

  it('knows a digit by its place where Alt changes the character', () => {
    expect(isKey(press('¡', { altKey: true, code: 'Digit1' }), 'Alt+1')).toBe(true);
    expect(isKey(press('¡', { altKey: true, code: 'Digit2' }), 'Alt+1')).toBe(false);
  });

  it('knows which keys are text while someone writes', () => {
    expect(isTextKey('m')).toBe(true);
    expect(isTextKey('?')).toBe(true);
    expect(isTextKey('F8')).toBe(false);
    expect(isTextKey('Ctrl+K')).toBe(false);
    expect(isTextKey('Escape')).toBe(false);
  });
});
