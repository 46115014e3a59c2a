/** Why a workstation is not in step with its relay, with what it means and what to do, in both languages. */
import type { Text } from '../contract/text.ts';

export type LinkCause =
  // The reasons that the relay gives (RefusedReason of model/link; main/sync does not compile where one is missing).
  | 'protocolTooOld'
  | 'relayTooOld'
  | 'unknownOrganisation'
  | 'unknownWorkstation'
  | 'badSignature'
  | 'revoked'
  | 'enrolmentUnknown'
  | 'enrolmentUsed'
  | 'enrolmentExpired'
  | 'notClaimed'
  | 'alreadyClaimed'
  | 'badSetupCode'
  | 'tooLarge'
  | 'tooFast'
  | 'malformed'
  | 'stopping'
  | 'storageFailed'
  /** The link was not started, or this PC's line was cut on purpose. */
  | 'stopped'
  /** No connection came about. */
  | 'unreachable'
  /** A connection ended by itself. */
  | 'lost'
  /** The relay did not answer in time. */
  | 'timeout'
  /** Nothing was heard for too long, though the connection looked open. */
  | 'silent'
  /** This PC could not store what it received. */
  | 'storeFailed';

export interface CauseText {
  readonly cause: Text;
  readonly advice: Text;
}

const KEEP_WORKING: Text = {
  zh: '可以继续工作：录入已保存在本机，恢复后自动发送。',
  en: 'Keep working: entries are saved on this computer and are sent by themselves afterwards.',
};
const ASK_IT: Text = {
  zh: '录入已安全保存在本机。请把此原因告诉管理员。',
  en: 'Entries are safe on this computer. Tell your administrator this cause.',
};
const NEW_CODE: Text = { zh: '请向管理员索取新的登记码。', en: 'Ask your administrator for a new enrolment code.' };

export const CAUSES: Readonly<Record<LinkCause, CauseText>> = {
  stopped: {
    cause: { zh: '本机的线路已断开', en: 'the line of this computer is switched off' },
    advice: KEEP_WORKING,
  },
  unreachable: {
    cause: { zh: '连接不到中继服务器', en: 'the relay cannot be reached' },
    advice: {
      zh: '请检查网络和中继地址。可以继续工作：录入已保存在本机，恢复后自动发送。',
      en: 'Check the network and the relay’s address. Keep working: entries are saved on this computer and are sent afterwards.',
    },
  },
  lost: { cause: { zh: '与中继的连接中断', en: 'the connection to the relay broke off' }, advice: KEEP_WORKING },
  timeout: { cause: { zh: '中继没有及时应答', en: 'the relay did not answer in time' }, advice: KEEP_WORKING },
  silent: { cause: { zh: '线路长时间没有任何信号', en: 'nothing was heard on the line for too long' }, advice: KEEP_WORKING },
  storeFailed: {
    cause: { zh: '收到的内容无法写入本机', en: 'what was received could not be written on this computer' },
    advice: {
      zh: '请检查磁盘空间，稍后会自动重试；若持续出现，请联系管理员。',
      en: 'Check the disk’s free space; it is tried again by itself. If it stays, call your administrator.',
    },
  },
  protocolTooOld: {
    cause: { zh: '本机的程序版本过旧', en: 'this computer’s program is too old' },
    advice: {
      zh: '请更新程序。在此之前的录入都已保存在本机，更新后会发送。',
      en: 'Update the program. What was entered is saved on this computer and is sent after the update.',
    },
  },
  relayTooOld: { cause: { zh: '中继的程序版本过旧', en: 'the relay’s program is too old' }, advice: ASK_IT },
  unknownOrganisation: {
    cause: { zh: '这台中继服务于另一家企业', en: 'this relay serves another organisation' },
    advice: { zh: '请检查中继地址是否正确。', en: 'Check that the relay’s address is the right one.' },
  },
  unknownWorkstation: {
    cause: { zh: '中继不认识这台电脑', en: 'the relay does not know this computer' },
    advice: ASK_IT,
  },
  badSignature: {
    cause: { zh: '中继不接受这台电脑的签名', en: 'the relay does not accept this computer’s signature' },
    advice: ASK_IT,
  },
  revoked: {
    cause: { zh: '这台电脑的登记已被撤销', en: 'this computer’s enrolment was revoked' },
    advice: {
      zh: '本机数据仍可查看。请联系管理员重新登记。',
      en: 'What is here can still be read. Ask your administrator to enrol it again.',
    },
  },
  enrolmentUnknown: { cause: { zh: '中继不认识这个登记码', en: 'the relay does not know this enrolment code' }, advice: NEW_CODE },
  enrolmentUsed: { cause: { zh: '这个登记码已被另一台电脑使用', en: 'another computer has used this enrolment code' }, advice: NEW_CODE },
  enrolmentExpired: { cause: { zh: '这个登记码已过期', en: 'this enrolment code has expired' }, advice: NEW_CODE },
  notClaimed: {
    cause: { zh: '这台中继还不属于任何企业', en: 'this relay belongs to no organisation yet' },
    advice: {
      zh: '请在总部用中继打印的设置码登记它（relay.claim）。',
      en: 'Claim it at headquarters with the setup code that the relay printed (relay.claim).',
    },
  },
  alreadyClaimed: {
    cause: { zh: '这台中继已属于另一家企业', en: 'this relay already belongs to another organisation' },
    advice: { zh: '请检查中继地址，或使用另一台中继。', en: 'Check the relay’s address, or use another relay.' },
  },
  badSetupCode: {
    cause: { zh: '设置码不正确', en: 'the setup code is not right' },
    advice: {
      zh: '请使用中继首次启动时打印的设置码。',
      en: 'Use the setup code that the relay printed on its first start.',
    },
  },
  tooLarge: { cause: { zh: '发送的内容超过中继的上限', en: 'what was sent exceeds the relay’s limit' }, advice: ASK_IT },
  tooFast: { cause: { zh: '发送过快，中继请求稍候', en: 'the relay asked for a pause' }, advice: KEEP_WORKING },
  malformed: {
    cause: { zh: '与中继之间的消息无法识别', en: 'a message on the line could not be read' },
    advice: {
      zh: '请检查地址是否指向分合中继，双方版本是否一致。录入已保存在本机。',
      en: 'Check that the address is that of a Branchline relay and that the versions fit. Entries are saved on this computer.',
    },
  },
  stopping: { cause: { zh: '中继正在停止或重启', en: 'the relay is stopping or restarting' }, advice: KEEP_WORKING },
  storageFailed: {
    cause: { zh: '中继无法写入存储', en: 'the relay cannot write to its storage' },
    advice: ASK_IT,
  },
};
