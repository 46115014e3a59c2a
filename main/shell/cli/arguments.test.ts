import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filePathField, recoveryWordsField } from '#model/contract/fields.ts';
import { defineCommand } from '#model/contract/operation.ts';
import { buildInput, readArguments } from './arguments.ts';

/** Where the person stands. */
const standing = resolve('/somewhere');

const operation = defineCommand({
  name: 'thing.do',
  summary: { zh: '做', en: 'Do' },
  input: z.object({
    setupCode: z.string(),
    untilIdle: z.boolean().optional(),
    count: z.number().optional(),
    names: z.array(z.string()).optional(),
    to: filePathField.optional(),
    words: recoveryWordsField.optional(),
    quantity: z.union([z.string(), z.number()]).optional(),
  }),
  output: z.object({}),
  permission: { roles: 'anyone' },
});

const input = (...words: string[]): Record<string, unknown> => buildInput(readArguments(words), operation, standing, () => 'typed');

describe('readArguments', () => {
  it('finds the folder, the operation and the flags wherever they stand', () => {
    expect(readArguments(['--json', '--data', './sh', 'thing.do', '--setup-code', 'A-B'])).toMatchObject({
      data: './sh',
      operation: 'thing.do',
      json: true,
      extra: [],
    });
  });

  it('keeps words that belong to nothing, so that they can be refused', () => {
    expect(readArguments(['--data', 'd', 'thing.do', 'oops']).extra).toEqual(['oops']);
  });

  it('takes a negative number as a value', () => {
    expect(input('thing.do', '--quantity', '-3')).toEqual({ quantity: '-3' });
  });
});

describe('buildInput', () => {
  it('[DIRECTORY-19] takes a secret from standard input where it is given as a dash, and nothing else', () => {
    expect(input('--words', '-', '--setup-code', '-')).toEqual({ words: 'typed', setupCode: '-' });
    expect(input('--words', 'ABCD')).toEqual({ words: 'ABCD' });
  });

  it('types fields as the contract says', () => {
    expect(input('thing.do', '--setup-code', '12', '--until-idle', '--count', '3', '--names', 'a', '--names', 'b')).toEqual({
      setupCode: '12',
      untilIdle: true,
      count: 3,
      names: ['a', 'b'],
    });
  });

  it('leaves what is no number as it stands, for the contract to refuse', () => {
    expect(input('thing.do', '--count', 'three')).toEqual({ count: 'three' });
  });

  it('single fields win over --input', () => {
    expect(input('thing.do', '--input', '{"setupCode":"a","count":1}', '--count', '2')).toEqual({ setupCode: 'a', count: 2 });
  });

  it('keeps a quantity as text, so that no digit is lost', () => {
    expect(input('thing.do', '--quantity', '0.10')).toEqual({ quantity: '0.10' });
  });

  it('completes a file from where the person stands', () => {
    expect(input('thing.do', '--to', './copy.db')).toEqual({ to: resolve('/somewhere/copy.db') });
    expect(input('thing.do', '--to', resolve('/else/copy.db'))).toEqual({ to: resolve('/else/copy.db') });
  });

  it('refuses an --input that is no object', () => {
    expect(() => input('thing.do', '--input', '[1]')).toThrow(SyntaxError);
  });
});
