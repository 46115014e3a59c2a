/** Why a folder's secret keys cannot be read, as values: each asks something else of the person. */
import type { ErrorCatalog } from '#model/contract/refusal.ts';

const AWAY = {
  zh: '若打不开了，请把 {{folder}} 中的 keys.json 和 vault.json 移到别处（不要删除）再打开：总部用恢复单重建，分支机构用新的登记码重新加入。',
  en: 'If it cannot be opened any more, move keys.json and vault.json out of {{folder}} (do not delete them) and open it again: headquarters is rebuilt with its recovery sheet, a branch joins anew with a code.',
};

export const VAULT_ERRORS = {
  'vault.locked': {
    zh: '“{{folder}}”的密钥由系统密钥库保护，只有桌面版能打开；什么也没有改动。请先打开桌面版再执行（命令会经由它完成）；这台电脑若只用命令行管理，请在桌面版的 管理 › 本机 里改为“仅文件权限保护”。',
    en: 'The keys of “{{folder}}” are kept by the system’s key store, which only the desktop app can ask; nothing was changed. Start the desktop app first (the command then goes through it); if this computer is managed by commands alone, choose “file permissions only” in the app’s Administration, This PC.',
  },
  'vault.unavailable': {
    zh: '“{{folder}}”的密钥由系统密钥库（{{store}}）保护，现在问不到它；什么也没有改动。请登录并解锁系统的密钥环后再打开。',
    en: 'The keys of “{{folder}}” are kept by the system’s key store ({{store}}), which cannot be asked at the moment; nothing was changed. Sign in, unlock the system’s keyring, and open it again.',
  },
  'vault.foreign': {
    zh: `“{{folder}}”的密钥是由另一台电脑或另一个系统用户的密钥库保护的，这里打不开；什么也没有改动。请在原来的电脑上、以原来的用户打开。${AWAY.zh}`,
    en: `The keys of “{{folder}}” are kept by the key store of another computer or user and cannot be opened here; nothing was changed. Open the folder on its own computer, as its own user. ${AWAY.en}`,
  },
  'vault.damaged': {
    zh: `“{{folder}}”的密钥文件 {{file}} 已损坏或缺失；什么也没有改动。若有它的副本，请放回原处再打开。${AWAY.zh}`,
    en: `The key file {{file}} of “{{folder}}” is damaged or missing; nothing was changed. If you have a copy of it, put it back and open the folder again. ${AWAY.en}`,
  },
} as const satisfies ErrorCatalog;

export type VaultReason = keyof typeof VAULT_ERRORS;
