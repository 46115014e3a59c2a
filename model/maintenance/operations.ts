/** What IT asks of one office's program and data: backups and the program's own update. */
import { z } from 'zod';
import { filePathField } from '../contract/fields.ts';
import { defineCommand, defineQuery } from '../contract/operation.ts';
import { keyProtectionStatus } from './key-protection.ts';
import { LABEL_TEMPLATES, PAPER_TEMPLATES } from './print-templates.ts';
import { updateStatusOutput } from './update-status.ts';

/** The update's state in memory, named like a table so that live queries follow it. */
export const UPDATE_STATE_TABLE = 'update_state';

export const storeBackup = defineCommand({
  name: 'store.backup',
  summary: { zh: '备份本机数据到一个文件', en: 'Back this computer’s data up into a file' },
  input: z.object({
    /** A file that does not exist yet; without it, a dated file in the data folder's `backups`. */
    to: filePathField.optional(),
  }),
  output: z.object({ path: z.string(), bytes: z.number().int(), pages: z.number().int() }),
  permission: { roles: ['it', 'hq'] },
  errors: {
    'backup.relative': {
      zh: '“{{path}}”不是完整路径。没有备份；请写出完整路径，例如 D:\\备份\\office.db。',
      en: '“{{path}}” is not a whole path. Nothing was backed up; write the whole path, such as D:\\backups\\office.db.',
    },
    'backup.exists': {
      zh: '“{{path}}”已经存在，没有覆盖，也没有备份。请换一个文件名。',
      en: '“{{path}}” exists already. It was not overwritten and nothing was backed up; choose another name.',
    },
    'backup.not-writable': {
      zh: '不能写入“{{path}}”（{{detail}}）。没有备份；请检查文件夹是否存在、可写，磁盘空间是否足够。',
      en: '“{{path}}” cannot be written ({{detail}}). Nothing was backed up; check that the folder exists and may be written, and that the disk has room.',
    },
  },
});

/** How the keys are kept stands on the disk beside the store, named like a table so that live queries follow it. */
export const KEYS_STATE_TABLE = 'key_protection';

export const keysStatus = defineQuery({
  name: 'keys.status',
  summary: { zh: '查看本机的密钥由什么保护', en: 'Show what protects this computer’s secret keys' },
  input: z.object({}),
  output: keyProtectionStatus,
  permission: { roles: 'anyone' },
  reads: [KEYS_STATE_TABLE],
});

export const keysProtect = defineCommand({
  name: 'keys.protect',
  summary: {
    zh: '选择本机的密钥由系统密钥库保护，还是只由文件权限保护（供命令行使用）',
    en: 'Choose whether the system’s key store protects this computer’s keys, or file permissions alone (for use by commands)',
  },
  input: z.object({ by: z.enum(['system', 'file']) }),
  output: keyProtectionStatus,
  permission: { roles: ['manager', 'hq', 'it'] },
  errors: {
    'keys.not-writable': {
      zh: '密钥文件写入失败（{{detail}}），密钥仍按原来的方式保存。请检查数据文件夹是否可写、磁盘空间是否足够。',
      en: 'The key file could not be written ({{detail}}); the keys are kept as before. Check that the data folder may be written and that the disk has room.',
    },
  },
});

export const updateStatus = defineQuery({
  name: 'update.status',
  summary: { zh: '查看程序更新的状态', en: 'Show how the program’s update stands' },
  input: z.object({}),
  output: updateStatusOutput,
  permission: { roles: 'setup' },
  reads: [UPDATE_STATE_TABLE],
});

export const updateInstall = defineCommand({
  name: 'update.install',
  summary: { zh: '备份后立即安装已下载的更新并重新打开', en: 'Back up, install the downloaded update now, and open again' },
  input: z.object({}),
  output: z.object({ version: z.string() }),
  permission: { roles: 'anyone' },
  errors: {
    'update.unsupported': {
      zh: '更新随桌面版提供：请在桌面版中安装，或由管理员更新这台电脑上的程序。',
      en: 'Updates come with the desktop app: install them there, or have IT update the program on this computer.',
    },
    'update.not-ready': {
      zh: '现在没有已下载好的更新，没有改动任何内容。',
      en: 'There is no downloaded update at the moment; nothing was changed.',
    },
  },
});

export const printTemplate = defineQuery({
  name: 'print.template',
  summary: { zh: '读取一个打印模板', en: 'Read a template for printing' },
  input: z.object({ name: z.enum([...LABEL_TEMPLATES, ...PAPER_TEMPLATES]) }),
  output: z.object({
    /** HTML with placeholders. */
    html: z.string(),
    /** Words of the templates by language, then by key. */
    words: z.object({ zh: z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) }),
    /** True where IT put a template of its own into the data folder. */
    adapted: z.boolean(),
  }),
  permission: { roles: 'anyone' },
  // Files: they are read anew each time the dialog opens.
  reads: [],
  errors: {
    'print.template-unreadable': {
      zh: '打印模板“{{name}}”不能读取（{{detail}}）。没有打印；请管理员检查数据文件夹中的 print 文件夹，或移走改过的模板。',
      en: 'The template “{{name}}” cannot be read ({{detail}}). Nothing was printed; have IT check the print folder of the data folder, or take the changed template away.',
    },
  },
});
