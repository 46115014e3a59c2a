/** What the directory's operations may be refused for. */
import type { ErrorCatalog } from '../contract/refusal.ts';

/** Every operation that writes the directory may meet this. */
export const NOT_ENTITLED = {
  'workstation.not-entitled': {
    zh: '这台电脑登记的角色是 {{role}}，不能修改企业资料，内容未保存。请在总部角色为 hq 或 it 的电脑上操作。',
    en: 'This computer joined with role {{role}} and may not change the organisation. Nothing was saved; use a computer of headquarters with role hq or it.',
  },
} as const satisfies ErrorCatalog;

export const OFFICE_TAKEN = {
  'office.taken': {
    zh: '机构代码“{{code}}”已用于“{{name}}”，没有新建。请换一个代码。',
    en: 'Office code “{{code}}” already belongs to “{{name}}”. Nothing was created; choose another code.',
  },
} as const satisfies ErrorCatalog;

export const OFFICE_UNKNOWN = {
  'office.unknown': {
    zh: '没有代码为“{{code}}”的机构，内容未保存。请先创建该机构，或检查代码。',
    en: 'There is no office “{{code}}”. Nothing was saved; create the office first, or check the code.',
  },
} as const satisfies ErrorCatalog;

export const ROLE_ELSEWHERE = {
  'role.headquarters-only': {
    zh: '“{{role}}”角色只能用于总部，内容未保存。请选择 clerk 或 manager，或选总部。',
    en: 'Role “{{role}}” exists at headquarters only. Nothing was saved; choose clerk or manager, or headquarters.',
  },
} as const satisfies ErrorCatalog;

export const LAST_ADMINISTRATOR = {
  'person.last-administrator': {
    zh: '“{{name}}”是总部最后一位可管理企业的人员，修改未保存。请先把 hq 或 it 角色交给其他人。',
    en: '“{{name}}” is the last person at headquarters who can administer. The change was not saved; give somebody else the role hq or it first.',
  },
} as const satisfies ErrorCatalog;

export const PERSON_ELSEWHERE = {
  'person.elsewhere': {
    zh: '“{{name}}”属于机构 {{office}}，不能在这台电脑上登录。请由本机构人员登录，或请总部调整其所属机构。',
    en: '“{{name}}” belongs to office {{office}} and cannot sign in on this computer. Sign in as somebody of this office, or ask headquarters to move them.',
  },
  'person.inactive': {
    zh: '“{{name}}”已停用，不能登录。请选择其他人员，或请总部重新启用。',
    en: '“{{name}}” is no longer active and cannot sign in. Choose somebody else, or ask headquarters to reactivate them.',
  },
} as const satisfies ErrorCatalog;

export const WORKSTATION_OWN = {
  'workstation.own': {
    zh: '不能在本机上停用本机。请在总部的另一台电脑上操作。',
    en: 'A computer cannot revoke itself. Do it from another computer of headquarters.',
  },
  'workstation.revoked': {
    zh: '工作站“{{name}}”早已停用，没有改动。',
    en: 'Workstation “{{name}}” was revoked before. Nothing changed.',
  },
} as const satisfies ErrorCatalog;

export const ENROLMENT_CLOSED = {
  'enrolment.used': {
    zh: '这个登记码已被工作站“{{workstation}}”使用，不能取消。如需阻止该电脑，请停用该工作站。',
    en: 'Workstation “{{workstation}}” joined with this code, so it cannot be cancelled. To shut that computer out, revoke the workstation.',
  },
} as const satisfies ErrorCatalog;

export const DOCUMENT_UNKNOWN = {
  'document.unknown': {
    zh: '没有名为“{{document}}”的文档，未签发令牌。请检查名称，例如 article/…。',
    en: 'There is no document “{{document}}”. No token was made; check the name, such as article/….',
  },
  'document.not-allowed': {
    zh: '这台工作站无权以“{{access}}”方式打开“{{document}}”，未签发令牌。',
    en: 'This workstation itself may not open “{{document}}” for {{access}}. No token was made.',
  },
} as const satisfies ErrorCatalog;

export const ROOT_KEY_ELSEWHERE = {
  'recovery.not-here': {
    zh: '企业根密钥不在这台电脑上。请在创建企业的那台电脑上打印恢复单；手上有恢复单时，可以先用它把根密钥恢复到本机。',
    en: 'The organisation’s root key is not on this computer. Print the sheet on the computer where the organisation was created; with the sheet at hand, the key can be brought back here first.',
  },
} as const satisfies ErrorCatalog;

export const ROOT_KEY_REQUIRED = {
  'recovery.required': {
    zh: '本机是凭“{{name}}”的担保加入的，停用它会连本机一起停用，没有停用。请先用恢复单把企业根密钥恢复到本机（管理 › 中继 › 恢复单），再停用。',
    en: 'This computer is vouched for by “{{name}}”: revoking it would cut this computer off as well, so nothing was revoked. Bring the root key back to this computer from the recovery sheet (Administration, Relay), then revoke it.',
  },
} as const satisfies ErrorCatalog;
