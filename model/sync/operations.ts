/** What an office can be asked about its link to the relay. */
import { z } from 'zod';
import { filePathField, listOf, recoveryWordsField, shortText } from '../contract/fields.ts';
import { defineCommand, defineQuery } from '../contract/operation.ts';
import { COMMON_ERRORS } from '../contract/refusal.ts';
import { JOIN_ERRORS, CLAIM_ERRORS, REBUILD_ERRORS, RUN_ERRORS, LINE_ERRORS } from './messages.ts';

/** The link's state in memory, named like a table so that live queries follow it. */
export const LINK_STATE_TABLE = 'sync_link';

const text = z.object({ zh: z.string(), en: z.string() });
/** `ws://` or `wss://` with host and port. People also write it without, or as a web address: that means the same. */
const relayUrl = z
  .string()
  .trim()
  .max(300)
  .transform((value) => (/^\w+:\/\//.test(value) ? value.replace(/^http/i, 'ws') : `ws://${value}`))
  .refine((value) => /^wss?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/i.test(value), { error: 'relay-url' });
const switched = z.union([z.boolean(), z.stringbool()]);

const quarantineRow = z.object({
  id: z.number().int(),
  name: z.string(),
  rule: z.string(),
  detail: z.string(),
  origin: z.enum(['local', 'relay', 'bundle', 'import']),
  atMs: z.number().int(),
  bytes: z.number().int(),
});

export const relayClaim = defineCommand({
  name: 'relay.claim',
  summary: { zh: '用设置码让一台新中继为本企业服务', en: 'Make a new relay serve this organisation, with the setup code it printed' },
  input: z.object({ url: relayUrl, setupCode: z.string().trim().min(1).max(40) }),
  output: z.object({ url: z.string() }),
  permission: { roles: ['hq', 'it'], where: 'headquarters' },
  errors: CLAIM_ERRORS,
});

export const officeJoin = defineCommand({
  name: 'office.join',
  summary: { zh: '用登记码把本机加入机构', en: 'Join an office with an enrolment code' },
  input: z.object({ url: relayUrl, code: z.string().trim().min(1).max(40), person: shortText, workstation: shortText.optional() }),
  output: z.object({ organisation: z.string(), office: z.string(), workstation: z.string(), letter: z.string(), person: z.string() }),
  permission: { roles: 'setup' },
  errors: { 'setup.done': COMMON_ERRORS['setup.done'], ...JOIN_ERRORS },
});

export const recoveryRebuild = defineCommand({
  name: 'recovery.rebuild',
  summary: {
    zh: '用恢复单重建总部：从备份、从中继，或在失去密钥的文件夹里',
    en: 'Rebuild headquarters with its recovery sheet: from a backup, from the relay, or in a folder that lost its keys',
  },
  input: z.object({
    words: recoveryWordsField,
    person: shortText,
    backup: filePathField.optional(),
    /** Left out, the relay that the backup or the folder knows. */
    url: relayUrl.optional(),
    /** Only where the relay's data is lost as well: a new one is claimed afterwards. */
    withoutRelay: switched.default(false),
    workstation: shortText.optional(),
  }),
  output: z.object({
    organisation: z.string(),
    office: z.string(),
    workstation: z.string(),
    letter: z.string(),
    person: z.string(),
    /** Documents taken from the backup, and those that could not be taken. */
    documents: z.number().int(),
    setAside: z.number().int(),
  }),
  permission: { roles: 'setup' },
  errors: { 'setup.done': COMMON_ERRORS['setup.done'], ...REBUILD_ERRORS },
});

export const syncRun = defineCommand({
  name: 'sync.run',
  summary: { zh: '连接中继并同步', en: 'Connect to the relay and synchronise' },
  input: z.object({ untilIdle: switched.default(true) }),
  output: z.object({ idle: z.boolean(), waiting: z.number().int() }),
  permission: { roles: 'anyone' },
  errors: RUN_ERRORS,
});

export const syncRetry = defineCommand({
  name: 'sync.retry',
  summary: { zh: '立即重试连接中继', en: 'Try to reach the relay again now' },
  input: z.object({}),
  output: z.object({}),
  permission: { roles: 'anyone' },
});

export const syncStatus = defineQuery({
  name: 'sync.status',
  summary: { zh: '查看同步状态、等待发送的内容和失败原因', en: 'Show the state of synchronisation, what waits, and why it fails where it does' },
  input: z.object({}),
  output: z.object({
    state: z.enum(['unconfigured', 'offline', 'connecting', 'catchingUp', 'live', 'tooOld', 'revoked', 'refused']),
    /** Everything sent, received and compared. */
    idle: z.boolean(),
    progress: z.object({ done: z.number().int(), total: z.number().int() }).optional(),
    waiting: z.number().int(),
    /** Milliseconds since 1970 at which the oldest waiting entry was saved. */
    sinceMs: z.number().int().optional(),
    url: z.string().optional(),
    cause: z.object({ key: z.string(), text, advice: text }).optional(),
    retryAtMs: z.number().int().optional(),
    lastContactMs: z.number().int().optional(),
    /** How far this computer's clock is ahead of the relay's; told past two minutes. */
    clockAheadMs: z.number().int().optional(),
    /** Documents of a newer version that this one cannot show yet. */
    deferred: z.number().int(),
    quarantine: z.array(quarantineRow),
  }),
  permission: { roles: 'setup' },
  reads: [LINK_STATE_TABLE, 'outbox', 'quarantine', 'setting'],
});

export const syncQuarantine = defineQuery({
  name: 'sync.quarantine',
  summary: { zh: '列出被隔离的内容及原因', en: 'List what was set aside, and why' },
  input: z.object({}),
  output: listOf(quarantineRow),
  permission: { roles: 'anyone' },
  reads: ['quarantine'],
});

export const syncSetAside = defineQuery({
  name: 'sync.setAside',
  summary: { zh: '读出一项被隔离的内容', en: 'Read what one update that was set aside holds' },
  input: z.object({ entry: z.coerce.number().int().min(0) }),
  output: z.object({
    id: z.number().int(),
    /** False where the update cannot be read at all. */
    readable: z.boolean(),
    parts: z.array(z.object({ name: z.string().optional(), text: z.string().optional(), fields: z.array(z.object({ name: z.string(), value: z.string() })).optional() })),
    /** Characters, values and elements that it would take away. */
    deleted: z.number().int(),
    cut: z.boolean(),
  }),
  permission: { roles: 'anyone' },
  errors: { 'sync.not-set-aside': { zh: '隔离区里没有这一项，可能已经修复。请刷新后再看。', en: 'This is not set aside any more; it may have been mended. Look at the list again.' } },
  reads: ['quarantine'],
});

export const syncWatermarks = defineQuery({
  name: 'sync.watermarks',
  summary: { zh: '查看每个机构的数据在本机完整到何时', en: 'Show up to when this computer holds everything of each office' },
  input: z.object({}),
  output: listOf(
    z.object({
      office: z.string(),
      name: z.string(),
      /** Milliseconds since 1970; absent while a workstation of the office has never reported. */
      knownUpToMs: z.number().int().optional(),
      waiting: z.number().int(),
      lastContactMs: z.number().int().optional(),
      workstations: z.array(
        z.object({
          workstation: z.string(),
          knownUpToMs: z.number().int().optional(),
          waiting: z.number().int(),
          lastContactMs: z.number().int().optional(),
          connected: z.boolean(),
        }),
      ),
    }),
  ),
  permission: { roles: 'anyone' },
  reads: ['sync_report', 'setting', 'office', 'workstation', 'outbox', LINK_STATE_TABLE],
});

export const syncLine = defineCommand({
  name: 'sync.line',
  summary: { zh: '（演示）断开或接通本机线路', en: '(Demo) cut or restore the line of this computer' },
  input: z.object({ connected: switched }),
  output: z.object({ connected: z.boolean() }),
  permission: { roles: 'anyone' },
  errors: LINE_ERRORS,
});
