/**
 * Expected failures as values. A refusal names a reason from a closed list, carries what its message
 * needs, and leaves nothing half done: whoever returns one has written nothing.
 */
import { fillText, type Language, type Text } from './text.ts';

/** What a message's placeholders are filled with: plain JSON, or a text in both languages. */
export type RefusalValues = Readonly<Record<string, string | number | Text>>;

/** Message of each reason, in both languages: what happened, what it means for the entry, what to do. */
export type ErrorCatalog = Readonly<Record<string, Text>>;

export interface Refusal<Reason extends string = string> {
  readonly refused: true;
  readonly reason: Reason;
  /** Values for the message's placeholders. Plain JSON. */
  readonly values: RefusalValues;
  /** Dotted path of the input field at fault, where there is one. */
  readonly field?: string;
}

/** A refusal with its reason; `field` is the input field to point at. */
export function refuse<Reason extends string>(
  reason: Reason,
  values: RefusalValues = {},
  field?: string,
): Refusal<Reason> {
  return field === undefined ? { refused: true, reason, values } : { refused: true, reason, values, field };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;
}

/** Reasons that any operation may be refused for. */
export const COMMON_ERRORS = {
  'operation.unknown': { zh: '没有名为 {{name}} 的操作。请检查拼写。', en: 'There is no operation named {{name}}. Check its spelling.' },
  'input.invalid': {
    zh: '“{{field}}”填写有误：{{problem}}。内容未保存，请改正后再试。',
    en: '“{{field}}” is not valid: {{problem}}. Nothing was saved; correct it and try again.',
  },
  'permission.denied': {
    zh: '您的角色不能执行“{{operation}}”。请让有权限的同事操作，或联系管理员。',
    en: 'Your role may not do “{{operation}}”. Ask a colleague who may, or your administrator.',
  },
  'setup.required': {
    zh: '这台电脑还没有加入企业。请先创建企业或用登记码加入。',
    en: 'This computer belongs to no organisation yet. Create one, or join with an enrolment code.',
  },
  'person.required': {
    zh: '这台电脑上还没有人登录，或登录的人已停用。请先在右上角选择本机构的人员，再继续录入。',
    en: 'Nobody who may work here is signed in on this computer. Choose a person of this office at the top right, then go on.',
  },
  'setup.done': {
    zh: '这台电脑已经属于“{{organisation}}”，不能再次设置。',
    en: 'This computer already belongs to “{{organisation}}” and cannot be set up again.',
  },
  'store.read-only': {
    zh: '本机目前只读：{{cause}}。已有数据安全，处理后即可继续录入。',
    en: 'This computer is read-only for now: {{cause}}. What is saved is safe; entry continues once that is resolved.',
  },
  'not-found': {
    zh: '找不到{{what}}“{{id}}”。可能已被移除，或尚未同步到本机。',
    en: 'There is no {{what}} “{{id}}” here. It may have been removed, or has not reached this computer yet.',
  },
  'core.gone': {
    zh: '本机服务正在重新启动，还不能确认这一步是否已保存。请稍候查看；已确认的内容不会丢失。',
    en: 'The office service is restarting, so it is not certain that this step was saved. Look again in a moment; whatever was confirmed is safe.',
  },
  'editor.refused': {
    zh: '这段修改未能保存（{{rule}}：{{detail}}）。您的文字仍在屏幕上，请复制后重新打开文章。',
    en: 'This edit could not be saved ({{rule}}: {{detail}}). Your text is still on screen: copy it, then open the article again.',
  },
  internal: {
    zh: '程序出现意外错误，这一步没有保存。请重试；若再次出现，请把诊断文件交给管理员（编号 {{id}}）。',
    en: 'Something unexpected went wrong and this step was not saved. Try again; if it returns, give IT the diagnosis file (number {{id}}).',
  },
} as const satisfies ErrorCatalog;

/** The message of a refusal in one language; `errors` is the operation's own catalogue. */
export function refusalMessage(refusal: Refusal, errors: ErrorCatalog, language: Language): string {
  const catalog: ErrorCatalog = { ...COMMON_ERRORS, ...errors };
  const text = catalog[refusal.reason];
  return text === undefined ? refusal.reason : fillText(text, language, refusal.values);
}
