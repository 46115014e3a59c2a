/** Quotas of scarce items: made and granted by headquarters, held and handed over by workstations. */
import { z } from 'zod';
import { dayField, listOf, pageFields, quantityField } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import type { ErrorCatalog } from '../../contract/refusal.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { decimal, flag, itemMissing, itemReference, POSTING_ROLES } from './fields.ts';

/** Id of a quota, or the item that stands under it. */
const quota = itemReference;
const workstation = z.string().trim().min(1).max(64);
/** At most a thousand million, so that sums stay exact. */
const amount = quantityField.refine((text) => Number(text) <= 1_000_000_000, { error: 'quantity' });
const note = z.string().trim().min(1).max(500).optional();
const headquarters = { roles: ['hq'], where: 'headquarters' } as const;

const quotaMissing = {
  'quota.unknown': {
    zh: '本机没有配额“{{quota}}”。没有保存；可能尚未同步到本机，请稍后再试。',
    en: 'There is no quota “{{quota}}” here. Nothing was saved; it may not have arrived yet, so try again later.',
  },
  'quota.none': {
    zh: '“{{item}}”没有限配额。没有保存；需要时由总部设立配额。',
    en: '“{{item}}” stands under no quota. Nothing was saved; headquarters opens one where it is needed.',
  },
} as const satisfies ErrorCatalog;

const quotaClosed = {
  'quota.closed': {
    zh: '“{{item}}”的这项配额已经结束，可以自由出库。没有保存。',
    en: 'This quota of “{{item}}” has ended, so it can be issued freely. Nothing was saved.',
  },
} as const satisfies ErrorCatalog;

const tooLittle = {
  'quota.too-little': {
    zh: '本机的“{{item}}”配额余额只有 {{free}} {{unit}}，不能转出 {{amount}} {{unit}}。没有保存，请改小数量，或先取得配额。',
    en: 'This workstation has only {{free}} {{unit}} of “{{item}}” free, so it cannot give {{amount}} {{unit}}. Nothing was saved; give less, or obtain more first.',
  },
} as const satisfies ErrorCatalog;

const deskProblems = {
  'quota.no-workstation': {
    zh: '{{office}} 没有可用的工作站“{{workstation}}”。没有保存，请选择一台启用中的工作站。',
    en: '{{office}} has no workstation “{{workstation}}” in use. Nothing was saved; choose one that is in force.',
  },
  'quota.own-workstation': {
    zh: '这就是本机，配额已经在这里。没有保存，请选择另一台工作站。',
    en: 'That is this workstation, where the quota already is. Nothing was saved; choose another.',
  },
} as const satisfies ErrorCatalog;

const held = z.object({
  quota: z.string(),
  item: z.string(),
  itemName: z.string(),
  unit: z.string(),
  /** What this workstation may still issue or give. */
  free: decimal,
});
const given = held.extend({ shares: z.array(z.object({ workstation: z.string(), name: z.string(), amount: decimal })) });

export const quotaOpen = defineCommand({
  name: 'quota.open',
  summary: { zh: '设立配额：从此限量出库', en: 'Open a quota: from now on an item is issued within it alone' },
  input: z.object({
    item: itemReference,
    total: amount,
    /** From which day issues need it, so that grants can arrive before; at once without. */
    from: dayField.optional(),
    note,
  }),
  output: held,
  permission: headquarters,
  errors: {
    ...itemMissing,
    'quota.exists': {
      zh: '“{{item}}”已经限配额。没有保存；要增加总量，请用“增发”。',
      en: '“{{item}}” already stands under a quota. Nothing was saved; add to it instead.',
    },
  },
});

export const quotaMint = defineCommand({
  name: 'quota.mint',
  summary: { zh: '增发配额', en: 'Add to a quota' },
  input: z.object({ quota, amount, note }),
  output: held,
  permission: headquarters,
  errors: { ...quotaMissing, ...quotaClosed },
});

export const quotaClose = defineCommand({
  name: 'quota.close',
  summary: { zh: '结束配额：恢复自由出库', en: 'End a quota: the item is issued freely again' },
  input: z.object({ quota, note }),
  output: held,
  permission: headquarters,
  errors: { ...quotaMissing, ...quotaClosed },
});

export const quotaGrant = defineCommand({
  name: 'quota.grant',
  summary: { zh: '把配额下达给机构，各工作站均分或指定一台', en: 'Grant an office a share, split among its workstations or to one' },
  input: z.object({ quota, office: officeCodeField, workstation: workstation.optional(), amount, note }),
  output: given,
  permission: headquarters,
  errors: { ...quotaMissing, ...quotaClosed, ...tooLittle, ...deskProblems },
});

export const quotaHandOver = defineCommand({
  name: 'quota.handOver',
  summary: { zh: '把配额转给本机构另一台工作站', en: 'Hand a share to another workstation of this office' },
  input: z.object({ quota, workstation, amount, note }),
  output: given,
  permission: { roles: POSTING_ROLES },
  errors: { ...quotaMissing, ...quotaClosed, ...tooLittle, ...deskProblems },
});

export const quotaReturn = defineCommand({
  name: 'quota.return',
  summary: { zh: '把未用的配额退回总部', en: 'Give an unused share back to headquarters' },
  input: z.object({ quota, amount, note }),
  output: given,
  permission: { roles: ['manager', 'hq'] },
  errors: {
    ...quotaMissing,
    ...tooLittle,
    ...deskProblems,
    'quota.at-headquarters': {
      zh: '本机就在总部，配额已经在总部。没有保存；要转给总部另一台工作站，请用“转让”。',
      en: 'This workstation is at headquarters, so the share is already there. Nothing was saved; hand it over to another workstation instead.',
    },
  },
});

export const quotaRequest = defineCommand({
  name: 'quota.request',
  summary: { zh: '向另一台工作站或总部申请配额', en: 'Ask another workstation, or headquarters, for a share' },
  /** Without a workstation headquarters is asked. */
  input: z.object({ quota, workstation: workstation.optional(), amount, note }),
  output: z.object({ request: z.string(), of: z.string() }),
  permission: { roles: POSTING_ROLES },
  errors: { ...quotaMissing, ...quotaClosed, ...deskProblems },
});

export const quotaAnswer = defineCommand({
  name: 'quota.answer',
  summary: { zh: '答复配额申请：转让或谢绝', en: 'Answer a request for a share: give it or decline' },
  /** Without an amount all that was asked for is given. */
  input: z.object({ request: z.uuid(), accept: flag, amount: amount.optional(), note }),
  output: given,
  permission: { roles: POSTING_ROLES },
  errors: {
    ...quotaMissing,
    ...quotaClosed,
    ...tooLittle,
    ...deskProblems,
    'quota.request-unknown': {
      zh: '本机没有这个申请。没有保存；可能尚未同步到本机。',
      en: 'There is no such request here. Nothing was saved; it may not have arrived yet.',
    },
    'quota.request-elsewhere': {
      zh: '这个申请是向工作站 {{workstation}} 提出的，只能在那里答复。没有保存。',
      en: 'This request was put to workstation {{workstation}} and can be answered there alone. Nothing was saved.',
    },
    'quota.request-answered': { zh: '这个申请已经答复过。没有再次保存。', en: 'This request was answered already. Nothing was saved again.' },
    'quota.needs-manager': {
      zh: '转给其他机构须由主管或总部同意。没有保存，请让主管在本机登录后答复。',
      en: 'A share leaves the office only with a manager’s or headquarters’ consent. Nothing was saved; ask a manager to sign in here.',
    },
  },
});

export const quotaWriteOff = defineCommand({
  name: 'quota.writeOff',
  summary: { zh: '将已停用工作站上的配额核销', en: 'Write off the rights of a revoked workstation' },
  input: z.object({ quota, workstation, note }),
  output: held.extend({ lost: decimal }),
  permission: headquarters,
  errors: {
    ...quotaMissing,
    'quota.not-revoked': {
      zh: '工作站 {{workstation}} 仍在启用，它可能还在离线使用配额，所以不能核销。没有保存；确认丢失后，请先在“管理”中停用它。',
      en: 'Workstation {{workstation}} is still in force and may be using its rights off line, so they cannot be written off. Nothing was saved; if it is lost, revoke it first.',
    },
    'quota.nothing-lost': {
      zh: '工作站 {{workstation}} 没有可核销的余额。没有保存。',
      en: 'Workstation {{workstation}} has nothing left to write off. Nothing was saved.',
    },
  },
});

const figures = {
  granted: decimal,
  used: decimal,
  lost: decimal,
  free: decimal,
  /** More was used than is known here to have been given: something has not arrived yet. */
  incomplete: z.boolean(),
};
const quotaRow = z.object({
  id: z.string(),
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  unit: z.string(),
  /** From which day issues need it; null is at once. */
  from: z.string().nullable(),
  openedAtMs: z.number(),
  closed: z.boolean(),
  /** All that headquarters ever made of it. */
  minted: decimal,
  used: decimal,
  lost: decimal,
  free: decimal,
  /** What this workstation may still issue. */
  own: decimal,
  offices: z.array(z.object({ office: z.string(), ...figures })),
});
const QUOTA_READS = ['quota', 'quota_holding', 'item'] as const;

export const quotaList = defineQuery({
  name: 'quota.list',
  summary: { zh: '配额列表：各机构的下达、已用和余额', en: 'Quotas, with what each office was granted, used and has left' },
  input: z.object({ item: itemReference.optional(), closed: flag.default(false), ...pageFields }),
  output: listOf(quotaRow),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: QUOTA_READS,
});

const requestRow = z.object({
  id: z.string(),
  quota: z.string(),
  item: z.string(),
  itemName: z.string(),
  unit: z.string(),
  office: z.string(),
  workstation: z.string(),
  /** `BJ-A`. */
  byDesk: z.string(),
  ofOffice: z.string(),
  ofWorkstation: z.string(),
  ofDesk: z.string(),
  amount: decimal,
  given: decimal.nullable(),
  state: z.enum(['open', 'accepted', 'declined']),
  byName: z.string(),
  note: z.string().nullable(),
  answerNote: z.string().nullable(),
  atMs: z.number(),
  /** This workstation is asked, or asked. */
  mine: z.enum(['to-answer', 'asked', 'none']),
});

export const quotaRequests = defineQuery({
  name: 'quota.requests',
  summary: { zh: '向本机构提出和由本机构提出的配额申请', en: 'Requests for shares, put to this office or by it' },
  input: z.object({ state: z.enum(['open', 'accepted', 'declined']).optional(), ...pageFields }),
  output: listOf(requestRow),
  permission: { roles: 'anyone' },
  reads: ['quota_request', 'quota', 'item', 'person', 'workstation'],
});

export const quotaRead = defineQuery({
  name: 'quota.read',
  summary: { zh: '一项配额：各工作站、经过和未计入的出库', en: 'A quota: its workstations, its history and issues not counted' },
  input: z.object({ quota }),
  output: quotaRow.extend({
    holders: z.array(z.object({ workstation: z.string(), name: z.string(), office: z.string(), revoked: z.boolean(), here: z.boolean(), ...figures })),
    history: z.array(
      z.object({
        id: z.string(),
        /** What is given by headquarters is a grant, to it a return. */
        act: z.enum(['open', 'mint', 'write-off', 'close', 'grant', 'give', 'return', 'request', 'decline']),
        by: z.string(),
        byName: z.string(),
        to: z.string().nullable(),
        amount: decimal,
        note: z.string().nullable(),
        atMs: z.number(),
      }),
    ),
    /** Issues since it came into force that do not count: posted before their workstation knew of it, or beyond it. */
    uncounted: z.array(z.object({ movement: z.string(), number: z.string(), office: z.string(), quantity: decimal, beyond: z.boolean(), atMs: z.number() })),
  }),
  permission: { roles: 'anyone' },
  errors: quotaMissing,
  reads: [...QUOTA_READS, 'quota_entry', 'quota_use', 'movement', 'person', 'workstation', 'office'],
});
