/** Turns zod's issues into a refusal that names the field and the problem in both languages. */
import { z } from 'zod';
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

const EMPTY: Text = { zh: '不能为空', en: 'it must not be empty' };

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
  const raw = issue as z.core.$ZodRawIssue;
  return { zh: messageOf(chinese(raw)), en: messageOf(english(raw)) };
}

function messageOf(result: ReturnType<typeof english>): string {
  if (result === null || result === undefined) return '';
  return typeof result === 'string' ? result : result.message;
}

/** The first problem of an input as a refusal. The whole input is refused, whatever else was right with it. */
export function inputRefusal(error: z.ZodError): Refusal<'input.invalid'> {
  const first = error.issues[0];
  const issue = first === undefined ? undefined : deepest(first);
  if (issue === undefined) return refuse('input.invalid', { field: '', problem: '' });
  const field = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]].join('.') : issue.path.join('.');
  return refuse('input.invalid', { field, problem: textOf(issue) }, field);
}

/** A union reports every branch; the branch that got furthest says most. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const nested = issue.errors.flat().at(0);
  return nested === undefined ? issue : { ...nested, path: [...issue.path, ...nested.path] };
}
