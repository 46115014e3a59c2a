/** Why a store could not be opened, as values: each is told apart, because each asks something else of the person. */
import type { ErrorCatalog, Refusal } from '#model/contract/refusal.ts';

export const STORE_ERRORS = {
  'store.in-use': {
    zh: '数据文件“{{file}}”正被另一个程序使用，本次没有打开，数据未受影响。请切换到已打开的窗口；若没有，请结束残留的进程后再试。',
    en: 'The data file “{{file}}” is in use by another program, so it was not opened; the data is unaffected. Switch to the window that has it open, or end the process left behind and try again.',
  },
  'store.empty': {
    zh: '数据文件“{{file}}”是空的或缺失，可能在断电或复制时丢失了内容。程序没有改动它。请勿删除该文件夹，用最近的备份恢复，或联系管理员。',
    en: 'The data file “{{file}}” is empty or missing; its content may have been lost in a power cut or while copying. It was left as it is. Keep the folder, restore the latest backup, or call your administrator.',
  },
  'store.damaged': {
    zh: '数据文件“{{file}}”已损坏（{{detail}}）。程序没有改动它。请保留该文件，用最近的备份恢复；未同步的录入可能仍能由管理员从中取回。',
    en: 'The data file “{{file}}” is damaged ({{detail}}). It was left as it is. Keep the file and restore the latest backup; entries not yet synced may still be recovered from it by your administrator.',
  },
  'store.newer': {
    zh: '数据文件“{{file}}”由更新的版本写入（数据版本 {{found}}，本程序最高支持 {{supported}}）。程序没有改动它。请安装新版本后再打开。',
    en: 'The data file “{{file}}” was written by a newer version (data version {{found}}, this program reads up to {{supported}}). It was left as it is. Install the newer version, then open it.',
  },
  'store.foreign': {
    zh: '文件“{{file}}”不是分合的数据文件。程序没有改动它。请选择正确的数据文件夹。',
    en: 'The file “{{file}}” is not a data file of Branchline. It was left as it is. Choose the right data folder.',
  },
  'store.unreadable': {
    zh: '无法读写数据文件“{{file}}”（{{detail}}）。请检查磁盘空间、文件夹权限与磁盘状态后再试。',
    en: 'The data file “{{file}}” cannot be read or written ({{detail}}). Check free space, the folder’s permissions and the disk, then try again.',
  },
} as const satisfies ErrorCatalog;

export type StoreOpenReason = keyof typeof STORE_ERRORS;
export type StoreOpenFailure = Refusal<StoreOpenReason>;
