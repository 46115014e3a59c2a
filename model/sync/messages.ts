/** What the link's operations may be refused for. */
import type { ErrorCatalog } from '../contract/refusal.ts';
import type { Text } from '../contract/text.ts';
import { CAUSES, type LinkCause } from './causes.ts';

/** The refusal's reason for a cause of the link. */
export function causeReason(cause: LinkCause): `sync.${LinkCause}` {
  return `sync.${cause}`;
}

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
