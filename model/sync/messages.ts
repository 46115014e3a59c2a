/** What the link's operations may be refused for. */
import type { ErrorCatalog } from '../contract/refusal.ts';
import { RECOVERY_WORDS_ERRORS } from '../contract/recovery-errors.ts';
import type { Text } from '../contract/text.ts';
import { CAUSES, type LinkCause } from './causes.ts';

/** The refusal's reason for a cause of the link. */
export function causeReason(cause: LinkCause): `sync.${LinkCause}` {
  return `sync.${cause}`;
}

const REBUILD_LINE: Text = {
  zh: '请检查网络和中继地址后再试一次。只有在中继的数据也已丢失时，才选择“不用原来的中继”。',
  en: 'Check the network and the relay’s address, then do it again. Only where the relay’s data is lost as well, choose to do without it.',
};

const CHECK_LINE: Text = {
  zh: '请检查网络和中继地址后再试一次；重复执行不会产生重复。',
  en: 'Check the network and the relay’s address, then do it again; repeating it is safe.',
};

/** Causes for which a question to a relay is simply to be asked again. */
const AGAIN: ReadonlySet<LinkCause> = new Set(['stopped', 'unreachable', 'lost', 'timeout', 'silent', 'stopping', 'tooFast']);

function catalogOf(what: Text, adviceOf: (cause: LinkCause) => Text): ErrorCatalog {
  const causes = Object.keys(CAUSES) as LinkCause[];
  return Object.fromEntries(
    causes.map((cause) => {
      const advice = adviceOf(cause);
      const { cause: text } = CAUSES[cause];
      return [causeReason(cause), { zh: `${what.zh}:${text.zh}。${advice.zh}`, en: `${what.en}: ${text.en}. ${advice.en}` }];
    }),
  );
}

const askingAdvice = (cause: LinkCause): Text => (AGAIN.has(cause) ? CHECK_LINE : CAUSES[cause].advice);

export const CLAIM_ERRORS: ErrorCatalog = catalogOf({ zh: '中继未登记', en: 'The relay was not claimed' }, askingAdvice);

export const JOIN_ERRORS: ErrorCatalog = {
  ...catalogOf({ zh: '未能加入机构', en: 'This computer did not join' }, askingAdvice),
  'enrolment.malformed': {
    zh: '登记码有误（形如 XXXX-XXXX-XXXX），没有加入。请对照原码重新输入。',
    en: 'That is no enrolment code (XXXX-XXXX-XXXX). This computer did not join; type it again as it was given.',
  },
  'enrolment.not-vouched': {
    zh: '中继给出的企业资料未通过验证，没有加入。请确认中继地址，并联系管理员。',
    en: 'What the relay says about the organisation is not vouched for. This computer did not join; check the address and tell your administrator.',
  },
};

/** What may be the matter with a file that is given as a backup, by the store's own reasons. */
export const BACKUP_PROBLEMS = {
  'store.in-use': { zh: '它正被另一个程序使用', en: 'another program has it open' },
  'store.empty': { zh: '它是空的', en: 'it is empty' },
  'store.damaged': { zh: '它已损坏', en: 'it is damaged' },
  'store.newer': { zh: '它由更新的版本写入，请先安装新版本', en: 'a newer version wrote it; install that first' },
  'store.foreign': { zh: '它不是分合的数据文件', en: 'it is no data file of Branchline' },
  'store.unreadable': { zh: '找不到或不能读取它', en: 'it is not there or cannot be read' },
} as const satisfies Readonly<Record<string, Text>>;

export const REBUILD_ERRORS: ErrorCatalog = {
  ...catalogOf({ zh: '总部没有重建', en: 'Headquarters was not rebuilt' }, (cause) => (AGAIN.has(cause) ? REBUILD_LINE : CAUSES[cause].advice)),
  'sync.enrolmentUnknown': {
    zh: '总部没有重建：这台中继不接受根密钥（它的版本过旧）。请先更新中继，再重建。',
    en: 'Headquarters was not rebuilt: this relay does not take the root key (its version is too old). Update the relay, then rebuild.',
  },
  ...RECOVERY_WORDS_ERRORS,
  'recovery.nothing': {
    zh: '没有可供重建的内容。请给出备份文件，或企业中继的地址，或两者都给。',
    en: 'There is nothing to rebuild from. Give a backup, the address of the organisation’s relay, or both.',
  },
  'recovery.not-vouched': {
    zh: '给出的企业资料不是由这份恢复单的根密钥签署的，总部没有重建。请检查备份文件和中继地址是否属于本企业。',
    en: 'What was given about the organisation is not signed by the root key of this sheet. Headquarters was not rebuilt; check that backup and relay are this organisation’s.',
  },
  'recovery.branch': {
    zh: '这个文件夹属于分支机构 {{office}}，不能改成总部，没有改动。请在新的空文件夹里重建总部；分支机构的电脑请用总部给的登记码重新加入。',
    en: 'This folder belongs to branch {{office}} and cannot become headquarters; nothing was changed. Rebuild headquarters in a new, empty folder; a branch’s computer joins again with a code from headquarters.',
  },
  'recovery.backup-relative': {
    zh: '“{{path}}”不是完整路径，总部没有重建。请写出完整路径，例如 D:\\备份\\office.db。',
    en: '“{{path}}” is not a whole path. Headquarters was not rebuilt; write the whole path, such as D:\\backups\\office.db.',
  },
  'recovery.backup-unusable': {
    zh: '不能使用备份“{{path}}”：{{problem}} {{detail}}。总部没有重建，文件没有改动；请换一个备份，或只用中继重建。',
    en: 'The backup “{{path}}” cannot be used: {{problem}} {{detail}}. Headquarters was not rebuilt and the file was left as it is; take another backup, or rebuild from the relay alone.',
  },
};

export const RUN_ERRORS: ErrorCatalog = {
  ...catalogOf({ zh: '同步没有完成，{{waiting}} 条仍在本机等待', en: 'Synchronising did not finish, {{waiting}} entries wait on this computer' }, (cause) => CAUSES[cause].advice),
  'sync.unconfigured': {
    zh: '这台电脑还没有中继，无法同步。请先登记中继（relay.claim）或用登记码加入（office.join）。',
    en: 'This computer has no relay yet. Claim one (relay.claim) or join with a code (office.join) first.',
  },
};

export const LINE_ERRORS: ErrorCatalog = {
  'sync.demo-only': {
    zh: '断开线路只在演示中可用。',
    en: 'Cutting the line is for the demo only.',
  },
};
