/** What the words of a recovery sheet may be refused for, whichever operation takes them. */
import type { ErrorCatalog } from './refusal.ts';

export const RECOVERY_WORDS_ERRORS = {
  'recovery.length': {
    zh: '恢复单应有 14 组、每组 4 个字符（共 56 个），现有 {{symbols}} 个。没有恢复；请对照恢复单补全或去掉多余的字符。',
    en: 'The sheet has 14 groups of 4 symbols (56 in all); there are {{symbols}}. Nothing was restored; compare with the sheet and complete them.',
  },
  'recovery.group': {
    zh: '第 {{group}} 组中有一个字符与恢复单不符。没有恢复；请对照恢复单改正这一组。',
    en: 'A symbol in group {{group}} is not as on the sheet. Nothing was restored; compare that group with the sheet and correct it.',
  },
  'recovery.unplaced': {
    zh: '有字符与恢复单不符（校验不通过，错处不止一个）。没有恢复；请逐组对照恢复单重新输入。',
    en: 'Symbols are not as on the sheet (the checksum does not fit, and more than one is wrong). Nothing was restored; compare group by group and type them again.',
  },
  'recovery.elsewhere': {
    zh: '这份恢复单没有输错，但它属于另一家企业，不是“{{organisation}}”的。没有恢复；请找出本企业的恢复单。',
    en: 'These words are typed rightly, but belong to another organisation than “{{organisation}}”. Nothing was restored; look for the sheet of this organisation.',
  },
} as const satisfies ErrorCatalog;
