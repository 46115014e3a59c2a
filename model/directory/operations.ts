/** What an office can be asked about its organisation. */
import { z } from 'zod';
import { listOf, pageFields, recoveryWordsField, shortText } from '../contract/fields.ts';
import { defineCommand, defineQuery, ROLES, type Permission } from '../contract/operation.ts';
import { RECOVERY_WORDS_ERRORS } from '../contract/recovery-errors.ts';
import { COMMON_ERRORS } from '../contract/refusal.ts';
import { officeCodeField, uuidField } from '../identity/ids.ts';
import { ENROLMENT_HOURS } from './enrolment.ts';
import * as messages from './messages.ts';
import { MAX_TOKEN_HOURS, TOKEN_HOURS } from './token.ts';

const administrators: Permission = { roles: ['hq', 'it'], where: 'headquarters' };
const anyone: Permission = { roles: 'anyone' };
const setup: Permission = { roles: 'setup' };

const role = z.enum(ROLES);
/** On the command line roles come as one text, `clerk,manager`. */
const roles = z
  .preprocess((value) => (typeof value === 'string' ? value.split(',').map((each) => each.trim()) : value), z.array(role).min(1))
  .transform((list) => [...new Set(list)]);

/** Tables of the directory's projection; see main/directory/projection.ts. */
export const DIRECTORY_TABLES = ['organisation', 'office', 'person', 'workstation', 'enrolment'] as const;
/** The store's settings, where this computer's membership and the person signed in stand. */
const SETTING_TABLE = 'setting';

const officeRow = z.object({ code: z.string(), name: z.string(), headquarters: z.boolean(), workstations: z.number().int() });
const personRow = z.object({ id: z.string(), name: z.string(), office: z.string(), roles: z.array(role), active: z.boolean() });
const workstationRow = z.object({
  id: z.string(),
  office: z.string(),
  letter: z.string(),
  name: z.string(),
  role,
  revoked: z.boolean(),
  /** Whether it is the computer that answers. */
  here: z.boolean(),
});
const enrolmentRow = z.object({
  id: z.string(),
  office: z.string(),
  role,
  /** Milliseconds since 1970. */
  expiresAtMs: z.number().int(),
  state: z.enum(['open', 'used', 'cancelled', 'expired']),
  workstation: z.string().optional(),
});

export const organisationCreate = defineCommand({
  name: 'organisation.create',
  summary: { zh: '创建企业和总部，本机成为第一台工作站', en: 'Create an organisation and its headquarters, with this computer as the first workstation' },
  input: z.object({ name: shortText, office: officeCodeField, officeName: shortText.optional(), person: shortText, workstation: shortText.optional() }),
  output: z.object({ organisation: z.string(), office: z.string(), workstation: z.string(), letter: z.string(), person: z.string() }),
  permission: setup,
  errors: { 'setup.done': COMMON_ERRORS['setup.done'] },
});

export const organisationRead = defineQuery({
  name: 'organisation.read',
  summary: { zh: '查看企业', en: 'Show the organisation' },
  input: z.object({}),
  output: z.object({
    name: z.string(),
    headquarters: z.string(),
    rootKey: z.string(),
    /** Whether this computer holds its secret half. */
    rootKeyHere: z.boolean(),
  }),
  permission: anyone,
  reads: ['organisation', SETTING_TABLE],
});

export const officeCreate = defineCommand({
  name: 'office.create',
  summary: { zh: '新建机构', en: 'Create an office' },
  input: z.object({ code: officeCodeField, name: shortText }),
  output: z.object({ code: z.string() }),
  permission: administrators,
  errors: { ...messages.NOT_ENTITLED, ...messages.OFFICE_TAKEN },
});

export const officeList = defineQuery({
  name: 'office.list',
  summary: { zh: '列出机构', en: 'List the offices' },
  input: z.object({ ...pageFields }),
  output: listOf(officeRow),
  permission: anyone,
  reads: ['office', 'workstation'],
});

export const officeRename = defineCommand({
  name: 'office.rename',
  summary: { zh: '修改机构名称', en: 'Rename an office' },
  input: z.object({ code: officeCodeField, name: shortText }),
  output: z.object({}),
  permission: administrators,
  errors: messages.NOT_ENTITLED,
});

export const personCreate = defineCommand({
  name: 'person.create',
  summary: { zh: '新建人员', en: 'Add a person' },
  input: z.object({ name: shortText, office: officeCodeField, roles: roles.default(['clerk']) }),
  output: z.object({ id: z.string() }),
  permission: administrators,
  errors: { ...messages.NOT_ENTITLED, ...messages.OFFICE_UNKNOWN, ...messages.ROLE_ELSEWHERE },
});

export const personList = defineQuery({
  name: 'person.list',
  summary: { zh: '列出人员', en: 'List the people' },
  input: z.object({ office: officeCodeField.optional(), ...pageFields }),
  output: listOf(personRow),
  // Somebody has to be chosen before anybody is signed in.
  permission: setup,
  reads: ['person'],
});

export const personUpdate = defineCommand({
  name: 'person.update',
  summary: { zh: '修改人员的姓名、机构、角色或停用', en: 'Change a person’s name, office or roles, or deactivate them' },
  input: z.object({
    id: uuidField,
    name: shortText.optional(),
    office: officeCodeField.optional(),
    roles: roles.optional(),
    active: z.union([z.boolean(), z.stringbool()]).optional(),
  }),
  output: z.object({}),
  permission: administrators,
  errors: { ...messages.NOT_ENTITLED, ...messages.OFFICE_UNKNOWN, ...messages.ROLE_ELSEWHERE, ...messages.LAST_ADMINISTRATOR },
});

export const personSwitch = defineCommand({
  name: 'person.switch',
  summary: { zh: '切换本机的登录人员', en: 'Switch who is signed in on this computer' },
  input: z.object({ id: uuidField }),
  output: z.object({ id: z.string(), name: z.string() }),
  permission: setup,
  errors: messages.PERSON_ELSEWHERE,
});

export const workstationList = defineQuery({
  name: 'workstation.list',
  summary: { zh: '列出工作站', en: 'List the workstations' },
  input: z.object({ office: officeCodeField.optional(), ...pageFields }),
  output: listOf(workstationRow),
  permission: anyone,
  reads: ['workstation'],
});

export const workstationRevoke = defineCommand({
  name: 'workstation.revoke',
  summary: { zh: '停用一台工作站，不可撤销', en: 'Revoke a workstation for good' },
  input: z.object({ id: uuidField, reason: z.string().trim().max(200).default('') }),
  output: z.object({}),
  permission: administrators,
  errors: { ...messages.NOT_ENTITLED, ...messages.WORKSTATION_OWN, ...messages.ROOT_KEY_REQUIRED },
});

export const enrolmentCreate = defineCommand({
  name: 'enrolment.create',
  summary: { zh: '为机构生成一次性登记码', en: 'Make a one-time code by which a computer joins an office' },
  input: z.object({ office: officeCodeField, role: role.default('clerk'), hours: z.coerce.number().min(0.1).max(24 * 90).default(ENROLMENT_HOURS) }),
  output: z.object({ id: z.string(), code: z.string(), expiresAtMs: z.number().int() }),
  permission: administrators,
  errors: { ...messages.NOT_ENTITLED, ...messages.OFFICE_UNKNOWN, ...messages.ROLE_ELSEWHERE },
});

export const enrolmentList = defineQuery({
  name: 'enrolment.list',
  summary: { zh: '列出登记码的状态', en: 'List enrolments and what became of them' },
  input: z.object({ ...pageFields }),
  output: listOf(enrolmentRow),
  permission: administrators,
  reads: ['enrolment'],
});

export const enrolmentCancel = defineCommand({
  name: 'enrolment.cancel',
  summary: { zh: '取消未使用的登记码', en: 'Cancel an enrolment code that was not used' },
  input: z.object({ id: uuidField }),
  output: z.object({}),
  permission: administrators,
  errors: { ...messages.NOT_ENTITLED, ...messages.ENROLMENT_CLOSED },
});

export const tokenCreate = defineCommand({
  name: 'token.create',
  summary: { zh: '为标准 y-websocket 客户端签发短期令牌', en: 'Make a short-lived token for a standard y-websocket client' },
  input: z.object({
    document: z.string().trim().min(1).max(200),
    access: z.enum(['read', 'write']).default('read'),
    hours: z.coerce.number().min(0.01).max(MAX_TOKEN_HOURS).default(TOKEN_HOURS),
  }),
  output: z.object({ token: z.string(), expiresAtMs: z.number().int() }),
  permission: anyone,
  errors: messages.DOCUMENT_UNKNOWN,
});

export const setupStatus = defineQuery({
  name: 'setup.status',
  summary: { zh: '查看本机是否已加入企业，以及当前登录人员', en: 'Show whether this computer belongs to an organisation, and who is signed in' },
  input: z.object({}),
  output: z.object({
    /** `keyless`: a workstation whose keys are not on this computer. `rebuilding`: what its backup holds is being taken over. */
    state: z.enum(['none', 'member', 'keyless', 'rebuilding']),
    organisation: z.object({ name: z.string(), rootKey: z.string() }).optional(),
    office: z.object({ code: z.string(), name: z.string(), headquarters: z.boolean() }).optional(),
    workstation: z.object({ id: z.string(), letter: z.string(), name: z.string(), revoked: z.boolean() }).optional(),
    person: z.object({ id: z.string(), name: z.string(), roles: z.array(role) }).optional(),
  }),
  permission: setup,
  reads: [...DIRECTORY_TABLES, SETTING_TABLE],
});

export const recoverySheet = defineQuery({
  name: 'recovery.sheet',
  summary: { zh: '显示可打印的企业恢复单（根密钥）', en: 'Show the organisation’s recovery sheet (its root key) for printing' },
  input: z.object({}),
  output: z.object({ organisation: z.string(), rootKey: z.string(), words: z.string() }),
  permission: administrators,
  errors: messages.ROOT_KEY_ELSEWHERE,
  reads: ['organisation', SETTING_TABLE],
});

export const recoveryRestore = defineCommand({
  name: 'recovery.restore',
  summary: { zh: '用恢复单把企业根密钥恢复到本机', en: 'Bring the organisation’s root key back to this computer from its recovery sheet' },
  input: z.object({ words: recoveryWordsField }),
  output: z.object({ organisation: z.string(), rootKey: z.string() }),
  permission: administrators,
  errors: RECOVERY_WORDS_ERRORS,
});
