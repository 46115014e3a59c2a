/**
 * Reads the command line by the contract: `--data DIR OPERATION [--field value …] [--input JSON] [--save FILE] [--json]`.
 * Field names are written with dashes (`--setup-code`), as the contract names them (`setupCode`).
 */
import { resolve } from 'node:path';
import type { OperationDefinition } from '#model/contract/operation.ts';
import type { Language } from '#model/contract/text.ts';
import { z } from 'zod';

export interface CommandLine {
  readonly data: string | undefined;
  readonly operation: string | undefined;
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly input: string | undefined;
  /** Where the file goes that the operation makes. */
  readonly save: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
  readonly language: Language | undefined;
  /** Words that are neither the operation nor belong to an option. */
  readonly extra: readonly string[];
}

const OWN_FLAGS = new Set(['json', 'help']);
const OWN_OPTIONS = new Set(['data', 'input', 'language', 'save']);

export function readArguments(words: readonly string[]): CommandLine {
  const fields = new Map<string, string[]>();
  const own = new Map<string, string>();
  const flags = new Set<string>();
  const positional: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!word.startsWith('--')) {
      positional.push(word);
      continue;
    }
    const [rawName, inline] = splitOnce(word.slice(2));
    const name = camelCase(rawName);
    if (OWN_FLAGS.has(name)) {
      flags.add(name);
      continue;
    }
    const next = words[index + 1];
    const takesNext = inline === undefined && next !== undefined && !next.startsWith('--');
    const value = inline ?? (takesNext ? next : 'true');
    if (takesNext) index += 1;
    if (OWN_OPTIONS.has(name)) own.set(name, value);
    else fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  const language = own.get('language');
  return {
    data: own.get('data'),
    operation: positional[0],
    fields,
    input: own.get('input'),
    save: own.get('save'),
    json: flags.has('json'),
    help: flags.has('help'),
    language: language === 'zh' || language === 'en' ? language : undefined,
    extra: positional.slice(1),
  };
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * The operation's input from `--input` and the single fields, typed as the contract's schema says.
 * @param standing the folder that a relative file is named from.
 * @param standardInput what a secret is read from that is given as `-`.
 */
export function buildInput(line: CommandLine, definition: OperationDefinition, standing: string, standardInput: () => string): Record<string, unknown> {
  const base: unknown = line.input === undefined ? {} : JSON.parse(line.input);
  if (typeof base !== 'object' || base === null || Array.isArray(base)) throw new SyntaxError('--input takes a JSON object');
  const schema = z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' });
  const input: Record<string, unknown> = { ...base };
  for (const [name, values] of line.fields) {
    const property = schema.properties?.[name];
    input[name] = typedValue(typeof property === 'object' ? property : {}, values, standing, standardInput);
  }
  return input;
}

function typedValue(property: z.core.JSONSchema.BaseSchema, values: readonly string[], standing: string, standardInput: () => string): unknown {
  const one = values.at(-1) ?? '';
  if (property.format === 'secret' && one === '-') return standardInput();
  if (property.format === 'path' || property.format === 'upload') return resolve(standing, one);
  switch (property.type) {
    case 'array':
      return values.length === 1 && one.startsWith('[') ? (JSON.parse(one) as unknown) : values;
    case 'object':
      return JSON.parse(one) as unknown;
    case 'boolean':
      return one === 'true' ? true : one === 'false' ? false : one;
    case 'number':
    case 'integer':
      return one.trim() !== '' && Number.isFinite(Number(one)) ? Number(one) : one;
    default:
      return one;
  }
}
