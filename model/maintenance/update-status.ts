/** How the program's own update stands, as shells tell it and screens show it. */
import { z } from 'zod';
import type { Text } from '../contract/text.ts';

/** Why no update could be had, and what follows from it. None of them touches the work at hand. */
export const UPDATE_CAUSES = {
  unreachable: {
    cause: { zh: '连不上中继', en: 'the relay cannot be reached' },
    advice: { zh: '有网络后会自动再查，无需处理。', en: 'It is looked for again once there is a line; nothing needs to be done.' },
  },
  noReleases: {
    cause: { zh: '中继上没有适用于本系统的安装包', en: 'the relay holds no release for this system' },
    advice: { zh: '请管理员把发布文件放进中继的 releases 文件夹。', en: 'Ask IT to put the release files into the relay’s releases folder.' },
  },
  unreadable: {
    cause: { zh: '中继上的发布说明无法读取', en: 'the release description at the relay cannot be read' },
    advice: { zh: '请管理员重新放入同一次构建的全部发布文件。', en: 'Ask IT to put in all release files of one build again.' },
  },
  damaged: {
    cause: { zh: '下载的安装包与发布说明不符，已丢弃', en: 'the downloaded release does not match its description and was thrown away' },
    advice: { zh: '没有安装。稍后会重新下载；若再次出现，请管理员检查中继上的发布文件。', en: 'Nothing was installed. It is fetched again later; if this returns, ask IT to check the release files at the relay.' },
  },
  backupFailed: {
    cause: { zh: '更新前的备份没有成功', en: 'the backup before the update failed' },
    advice: { zh: '没有安装，数据未受影响。请检查磁盘空间后再试。', en: 'Nothing was installed and the data is unaffected. Check the free disk space and try again.' },
  },
  failed: {
    cause: { zh: '更新没有成功', en: 'the update failed' },
    advice: { zh: '没有安装，稍后会自动再试；若再次出现，请联系管理员。', en: 'Nothing was installed. It is tried again later; if this returns, ask IT.' },
  },
} as const satisfies Readonly<Record<string, { readonly cause: Text; readonly advice: Text }>>;
export type UpdateCause = keyof typeof UPDATE_CAUSES;

/** How it stands, without words. */
export interface UpdateStatus {
  readonly state:
    /** This shell does not update itself: the web shell, the CLI, a source tree. */
    | 'unsupported'
    /** No relay is known yet to ask. */
    | 'noRelay'
    /** Nothing newer when last asked. */
    | 'current'
    | 'checking'
    | 'downloading'
    /** Downloaded and verified; installed when the app is left, or when a person asks. */
    | 'ready'
    | 'installing'
    | 'failed';
  /** The version that runs. */
  readonly version?: string;
  readonly available?: string;
  readonly percent?: number;
  /** Milliseconds since 1970 at which the relay last answered about releases. */
  readonly checkedAtMs?: number;
  readonly cause?: UpdateCause;
}

const text = z.object({ zh: z.string(), en: z.string() });

export const updateStatusOutput = z.object({
  state: z.enum(['unsupported', 'noRelay', 'current', 'checking', 'downloading', 'ready', 'installing', 'failed']),
  version: z.string().optional(),
  available: z.string().optional(),
  percent: z.number().optional(),
  checkedAtMs: z.number().int().optional(),
  cause: z.object({ key: z.string(), text, advice: text }).optional(),
});
