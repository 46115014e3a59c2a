/** Turns zod's issues into a refusal that names the field and the problem in both languages. */
import { z } from 'zod';
import { fieldLabel } from './field-labels.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Text } from './text.ts';

/** Problems that fields of our own name by a code (`{ error: 'quantity' }`). */
const PROBLEMS: Readonly<Record<string, Text>> = {
  quantity: {
    zh: '数量必须是大于零的数字，最多三位小数，例如 12 或 0.5',
    en: 'a quantity is a number above zero with at most three decimals, such as 12 or 0.5',
  },
  quantityOrZero: {
    zh: '数量必须是零或更大的数字，最多三位小数，例如 0、12 或 0.5',
    en: 'this quantity is a number of zero or more with at most three decimals, such as 0, 12 or 0.5',
  },
  customNumber: { zh: '必须是数字，小数点前最多 12 位、后最多 6 位，例如 -3 或 12.5', en: 'a number has at most 12 digits before the point and 6 after it, such as -3 or 12.5' },
  money: { zh: '金额必须是不小于零的数字，最多两位小数', en: 'an amount is a number of zero or more with at most two decimals' },
  barcode: {
    zh: '条码为 3 到 64 位字母、数字或 - . / + _，不能有空格',
    en: 'a barcode is 3 to 64 letters, digits or - . / + _, without spaces',
  },
  'location-code': {
    zh: '库位代码为 1 到 30 位文字、数字或 - _ .，不能有空格',
    en: 'a location’s code is 1 to 30 letters, digits or - _ ., without spaces',
  },
  'office-code': {
    zh: '机构代码为 1 到 6 位大写字母或数字，以字母开头，例如 SH',
    en: 'an office code is 1 to 6 capital letters or digits starting with a letter, such as SH',
  },
  'relay-url': {
    zh: '中继地址形如 ws://192.168.1.10:4400，加密的以 wss:// 开头',
    en: 'a relay’s address is like ws://192.168.1.10:4400, or begins with wss:// where it is encrypted',
  },
};

/** What is at fault where no field is. */
const WHOLE: Text = { zh: '内容', en: 'input' };
const EMPTY: Text = { zh: '不能为空', en: 'it must not be empty' };

const MISSING: Text = { zh: '必须填写', en: 'it is required' };
const FORMATS: Readonly<Record<string, Text>> = {
  date: { zh: '日期的格式为 年-月-日，例如 2026-11-23', en: 'a date is year-month-day, such as 2026-11-23' },
  uuid: { zh: '这不是有效的编号，请从列表中选择', en: 'this is no id; choose from the list' },
};
const KINDS: Readonly<Record<string, Text>> = {
  number: { zh: '必须是数字', en: 'it must be a number' },
  int: { zh: '必须是整数', en: 'it must be a whole number' },
  string: { zh: '必须是文字', en: 'it must be text' },
  boolean: { zh: '只能是“是”或“否”', en: 'it is either true or false' },
  array: { zh: '必须是列表', en: 'it must be a list' },
};

const chinese = z.locales.zhCN().localeError;
const english = z.locales.en().localeError;

function textOf(issue: z.core.$ZodIssue): Text {
  const known = PROBLEMS[issue.message];
  if (known !== undefined) return known;
  if (issue.code === 'custom') return { zh: issue.message, en: issue.message };
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) return EMPTY;
  if (issue.code === 'too_big' && issue.origin === 'string') {
    const most = String(issue.maximum);
    return { zh: `最多 ${most} 个字符`, en: `it has at most ${most} characters` };
  }
  if (issue.code === 'too_small' && issue.origin === 'array') {
    const least = String(issue.minimum);
    return { zh: `至少要有 ${least} 行`, en: `it needs at least ${least} line${least === '1' ? '' : 's'}` };
  }
  if (issue.code === 'too_big' && issue.origin === 'array') {
    const most = String(issue.maximum);
    return { zh: `最多 ${most} 行`, en: `it has at most ${most} lines` };
  }
  const plain = plainText(issue);
  if (plain !== undefined) return plain;
  const raw = issue as z.core.$ZodRawIssue;
  return { zh: messageOf(chinese(raw)), en: messageOf(english(raw)) };
}

/** Our own words for what zod says in terms of programs. */
function plainText(issue: z.core.$ZodIssue): Text | undefined {
  switch (issue.code) {
    case 'invalid_type':
      // What was received is told in the message only.
      return issue.message.endsWith('received undefined') ? MISSING : KINDS[issue.expected];
    case 'invalid_format':
      return FORMATS[issue.format];
    case 'invalid_value':
      return issue.values.length === 0 ? undefined : { zh: `只能是 ${issue.values.join('、')} 之一`, en: `it is one of ${issue.values.join(', ')}` };
    case 'too_small':
      return { zh: `不能小于 ${String(issue.minimum)}`, en: `it is at least ${String(issue.minimum)}` };
    case 'too_big':
      return { zh: `不能大于 ${String(issue.maximum)}`, en: `it is at most ${String(issue.maximum)}` };
    case 'unrecognized_keys':
      return { zh: '没有这个字段，请检查拼写', en: 'there is no such field; check its spelling' };
    default:
      return undefined;
  }
}

function messageOf(result: ReturnType<typeof english>): string {
  if (result === null || result === undefined) return '';
  return typeof result === 'string' ? result : result.message;
}

/** The first problem of an input as a refusal. The whole input is refused, whatever else was right with it. */
export function inputRefusal(error: z.ZodError): Refusal<'input.invalid'> {
  // A name that is misspelt is what is wrong, before the field that it leaves out.
  const first = error.issues.find(({ code }) => code === 'unrecognized_keys') ?? error.issues[0];
  const issue = first === undefined ? undefined : deepest(first);
  if (issue === undefined) return refuse('input.invalid', { field: '', problem: '' });
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  return refuse('input.invalid', { field: path.length === 0 ? WHOLE : fieldLabel(path), problem: textOf(issue) }, path.join('.'));
}

/** A union reports every branch; the branch that got furthest says most. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const nested = issue.errors.flat().at(0);
  return nested === undefined ? issue : { ...nested, path: [...issue.path, ...nested.path] };
}
