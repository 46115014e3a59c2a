/**
 * Bringing tables in from files, and writing lists to files. Bytes travel in pieces through the contract; the core
 * never opens a path that somebody names.
 */
import { z } from 'zod';
import { listOf, pageFields } from '../contract/fields.ts';
import { defineCommand, defineQuery } from '../contract/operation.ts';
import type { ErrorCatalog } from '../contract/refusal.ts';
import { EXCHANGE_STATE_TABLE, MAX_COLUMNS, MAX_PIECE_BYTES } from './limits.ts';

const id = z.string().trim().min(1).max(64);
const text = z.object({ zh: z.string(), en: z.string() });
/** A file that `file.upload` or `export.create` put at the core. The command line takes a path in its place. */
const fileField = id.meta({ format: 'upload' });
const flag = z.union([z.boolean(), z.stringbool()]);

const fileGone = {
  'file.unknown': {
    zh: '这个文件已不在本机服务中（一小时内未使用或程序已重新打开）。没有改动任何内容，请重新选择文件。',
    en: 'The file is no longer held here (it was not used for a while, or the program was opened again). Nothing was changed; choose the file again.',
  },
} as const satisfies ErrorCatalog;

const importGone = {
  'import.unknown': {
    zh: '找不到这次导入，可能程序已重新打开。没有改动任何内容，请重新选择文件。',
    en: 'This import is not known here; the program may have been opened again. Nothing was changed; choose the file again.',
  },
} as const satisfies ErrorCatalog;

const readingFails = {
  ...fileGone,
  'import.table-unknown': {
    zh: '没有名为“{{table}}”的导入表，可用的有：{{known}}。没有读取文件。',
    en: 'There is no table “{{table}}” to import into; there are: {{known}}. The file was not read.',
  },
  'import.not-readable': {
    zh: '这个文件读不出来（{{detail}}）。没有导入任何内容；请另存为 .xlsx 或 CSV 后再试。',
    en: 'The file cannot be read ({{detail}}). Nothing was imported; save it as .xlsx or CSV and try again.',
  },
  'import.old-excel': {
    zh: '这是旧版 Excel 文件（.xls）或加密的文件。没有导入任何内容；请在 Excel 中另存为不加密的 .xlsx 后再试。',
    en: 'This is a file of an old Excel (.xls) or an encrypted one. Nothing was imported; save it in Excel as an unencrypted .xlsx and try again.',
  },
  'import.empty': {
    zh: '文件里没有数据行。没有导入任何内容；请检查文件或换一个工作表。',
    en: 'The file has no rows of data. Nothing was imported; check the file, or choose another sheet.',
  },
  'import.too-many-rows': {
    zh: '文件超过 {{most}} 行。没有导入任何内容；请拆成几个文件分别导入。',
    en: 'The file has more than {{most}} rows. Nothing was imported; split it into several files.',
  },
  'import.too-many-columns': {
    zh: '文件超过 {{most}} 列。没有导入任何内容；请删去不需要的列。',
    en: 'The file has more than {{most}} columns. Nothing was imported; remove the columns that are not needed.',
  },
  'import.expands-too-much': {
    zh: '文件解压后超过 {{most}} MB。没有导入任何内容；请只保留要导入的工作表后再试。',
    en: 'The file grows past {{most}} MB when unpacked. Nothing was imported; keep only the sheet to import and try again.',
  },
  'import.sheet-unknown': {
    zh: '文件里没有工作表“{{sheet}}”。没有导入任何内容。',
    en: 'The file has no sheet “{{sheet}}”. Nothing was imported.',
  },
} as const satisfies ErrorCatalog;

const checkingFails = {
  ...importGone,
  'import.not-mapped': {
    zh: '还没有指定哪一列是：{{fields}}。没有导入任何内容，请先对应这些列。',
    en: 'No column was named for: {{fields}}. Nothing was imported; choose their columns first.',
  },
  'import.mapped-twice': {
    zh: '“{{field}}”对应了不止一列。没有导入任何内容，请只留一列。',
    en: 'More than one column was named for “{{field}}”. Nothing was imported; leave one of them.',
  },
} as const satisfies ErrorCatalog;

const applyingFails = {
  ...importGone,
  'import.not-checked': {
    zh: '这次导入还没有检查。没有导入任何内容，请先查看预览。',
    en: 'This import was not checked yet. Nothing was imported; look at the preview first.',
  },
  'import.has-wrong': {
    zh: '有 {{count}} 行有错（第一处在第 {{row}} 行）。没有导入任何内容；请改正文件，或选择跳过有错的行。',
    en: '{{count}} rows are wrong (the first is row {{row}}). Nothing was imported; correct the file, or choose to leave the wrong rows out.',
  },
  'import.nothing': {
    zh: '没有需要导入的内容：文件与现有资料一致。',
    en: 'There is nothing to import: the file says what is here already.',
  },
  'import.moved': {
    zh: '第 {{row}} 行的“{{field}}”预览时是“{{expected}}”，现在是“{{found}}”。整批都没有导入；请重新检查预览。',
    en: 'In row {{row}}, “{{field}}” was “{{expected}}” in the preview and is “{{found}}” now. Nothing of the whole import was saved; check the preview again.',
  },
  'import.here-by-now': {
    zh: '第 {{row}} 行预览之后已经入账。整批都没有导入；请重新检查预览。',
    en: 'Row {{row}} was posted since the preview. Nothing of the whole import was saved; check the preview again.',
  },
  'import.wrong-by-now': {
    zh: '第 {{row}} 行预览之后不再成立：“{{field}}”应为{{expected}}。整批都没有导入；请重新检查预览。',
    en: 'Row {{row}} is no longer right: “{{field}}” should be {{expected}}. Nothing of the whole import was saved; check the preview again.',
  },
  'import.done': {
    zh: '这次导入已经完成，没有再次导入。',
    en: 'This import was already carried out; it was not done again.',
  },
} as const satisfies ErrorCatalog;

export const fileUpload = defineCommand({
  name: 'file.upload',
  summary: { zh: '分段上传一个文件到本机服务', en: 'Hand a file to the office service, piece by piece' },
  input: z.object({
    /** The file that the piece continues; without it, a new one. */
    file: id.optional(),
    content: z.base64().max(Math.ceil(MAX_PIECE_BYTES / 3) * 4),
  }),
  output: z.object({ file: z.string(), bytes: z.number().int() }),
  permission: { roles: 'anyone' },
  errors: {
    ...fileGone,
    'file.too-large': {
      zh: '文件超过 {{most}} MB，没有读取。请拆成几个文件。',
      en: 'The file is larger than {{most}} MB and was not read. Split it into several files.',
    },
  },
});

export const fileDownload = defineQuery({
  name: 'file.download',
  summary: { zh: '分段取回一个文件', en: 'Fetch a file from the office service, piece by piece' },
  input: z.object({ file: id, offset: z.coerce.number().int().min(0).default(0) }),
  output: z.object({ content: z.string(), bytes: z.number().int(), nextOffset: z.number().int().optional() }),
  permission: { roles: 'anyone' },
  errors: fileGone,
  reads: [],
});

export const importTables = defineQuery({
  name: 'import.tables',
  summary: { zh: '可以导入的表及其字段', en: 'Tables that can be imported, with their fields' },
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        table: z.string(),
        name: text,
        /** False where the person signed in may not. */
        allowed: z.boolean(),
        maxRows: z.number(),
        /** `figure` of what is a number. */
        fields: z.array(z.object({ field: z.string(), name: text, hint: text, required: z.boolean(), figure: z.boolean() })),
      }),
    ),
  }),
  permission: { roles: 'anyone' },
  reads: ['person'],
});

const column = z.object({
  column: z.number().int(),
  header: z.string(),
  /** The first cells that are not empty. */
  samples: z.array(z.string()),
  /** The field that it was taken for; null where none fits. */
  field: z.string().nullable(),
});

const opened = z.object({
  import: z.string(),
  table: z.string(),
  name: z.string(),
  format: z.enum(['xlsx', 'csv']),
  /** Of a CSV file: how its bytes were read, and what stands between cells. */
  encoding: z.string().nullable(),
  separator: z.string().nullable(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  /** Row of the headers, from 1. */
  headerRow: z.number().int(),
  rows: z.number().int(),
  columns: z.array(column),
});

export const importOpen = defineCommand({
  name: 'import.open',
  summary: { zh: '打开一个要导入的文件，识别列', en: 'Open a file to import and recognise its columns' },
  input: z.object({ table: id, file: fileField, name: z.string().trim().max(300).default(''), sheet: z.string().max(100).optional() }),
  output: opened,
  permission: { roles: 'anyone' },
  errors: readingFails,
});

const counts = {
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  wrong: z.number().int(),
};

export const importCheck = defineCommand({
  name: 'import.check',
  summary: { zh: '检查要导入的每一行，不改动任何内容', en: 'Check each row of an import; nothing is changed' },
  input: z.object({
    import: id,
    /** Which column is which field; without it, as recognised. */
    mapping: z.array(z.object({ column: z.number().int().min(0).max(MAX_COLUMNS), field: id })).max(MAX_COLUMNS).optional(),
  }),
  output: z.object({ import: z.string(), ...counts, notices: z.number().int() }),
  permission: { roles: 'anyone' },
  errors: checkingFails,
});

export const ROW_STATES = ['wrong', 'changed', 'new', 'unchanged'] as const;

const checkedRow = z.object({
  /** Row of the file, from 1. */
  row: z.number().int(),
  state: z.enum(ROW_STATES),
  values: z.array(z.object({ field: z.string(), value: z.string() })),
  problems: z.array(z.object({ field: z.string(), fieldName: text, expected: text, found: z.string() })),
  /** The wrong row of the same document for whose sake this one is left out; null where it is wrong itself. */
  heldBy: z.number().int().nullable(),
  changes: z.array(z.object({ field: z.string(), fieldName: text, before: z.string().nullable(), after: z.string() })),
  notices: z.array(z.object({ field: z.string(), fieldName: text, found: z.string(), read: z.string() })),
});

export const importRows = defineQuery({
  name: 'import.rows',
  summary: { zh: '检查结果，逐行', en: 'What the check found, row by row' },
  input: z.object({ import: id, state: z.enum(ROW_STATES).optional(), noticed: flag.optional(), ...pageFields }),
  output: listOf(checkedRow),
  permission: { roles: 'anyone' },
  errors: importGone,
  reads: [EXCHANGE_STATE_TABLE],
});

const applied = z.object({
  import: z.string(),
  created: z.number().int(),
  changed: z.number().int(),
  /** Rows that said what was here already. */
  unchanged: z.number().int(),
  leftOut: z.number().int(),
});

export const importApply = defineCommand({
  name: 'import.apply',
  summary: { zh: '按预览写入，全部成功或全部不写', en: 'Write what the preview showed, all of it or nothing' },
  input: z.object({
    import: id,
    /** Leave wrong rows out; otherwise one wrong row refuses the whole. */
    leaveOut: flag.default(false),
  }),
  output: applied,
  permission: { roles: 'anyone' },
  errors: applyingFails,
});

export const importRun = defineCommand({
  name: 'import.run',
  summary: { zh: '一步导入一个文件：打开、检查、写入', en: 'Import a file in one step: open, check, write' },
  input: z.object({
    table: id,
    file: fileField,
    name: z.string().trim().max(300).default(''),
    sheet: z.string().max(100).optional(),
    leaveOut: flag.default(false),
    /** Check only; nothing is written. */
    preview: flag.default(false),
  }),
  output: z.object({
    import: z.string(),
    applied: z.boolean(),
    ...counts,
    /** The first wrong rows, one line for each problem. */
    rows: z.array(z.object({ row: z.number().int(), field: text, found: z.string(), expected: text })),
  }),
  permission: { roles: 'anyone' },
  errors: { ...readingFails, ...checkingFails, ...applyingFails },
});

export const importUndo = defineCommand({
  name: 'import.undo',
  summary: { zh: '撤销一次导入', en: 'Take an import back' },
  input: z.object({ import: id }),
  output: z.object({ import: z.string(), restored: z.number().int(), kept: z.number().int(), withdrawn: z.number().int() }),
  permission: { roles: 'anyone' },
  errors: {
    'import.not-kept': {
      zh: '这次导入不在本机的记录里，不能撤销。没有改动任何内容；只有最近 {{most}} 次、在这台电脑上做的导入可以撤销。',
      en: 'This import is not in this computer’s records, so it cannot be taken back. Nothing was changed; only the last {{most}} imports made on this computer can.',
    },
    'import.undone': {
      zh: '这次导入已经撤销过。没有改动任何内容。',
      en: 'This import was already taken back. Nothing was changed.',
    },
    'import.in-use': {
      zh: '导入的“{{item}}”已被用掉，冲销后会变成 {{balance}}。整批都没有撤销；请先补齐库存，或逐笔冲销。',
      en: 'What was imported of “{{item}}” was used since; taking it back would leave {{balance}}. Nothing of the whole import was taken back; correct the stock first, or reverse movements one by one.',
    },
    'import.not-reversible': {
      zh: '单据 {{number}} 中的“{{item}}”现在不能冲销。整批都没有撤销；请打开这张单据查看，逐张冲销。',
      en: '“{{item}}” of document {{number}} cannot be reversed now. Nothing of the whole import was taken back; open that document, and reverse documents one by one.',
    },
  },
});

export const importList = defineQuery({
  name: 'import.list',
  summary: { zh: '在这台电脑上做过的导入，最新在前', en: 'Imports made on this computer, newest first' },
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        import: z.string(),
        table: z.string(),
        tableName: text,
        name: z.string(),
        byName: z.string(),
        atMs: z.number(),
        created: z.number().int(),
        changed: z.number().int(),
        undone: z.boolean(),
      }),
    ),
  }),
  permission: { roles: 'anyone' },
  reads: [EXCHANGE_STATE_TABLE],
});

export const exportCreate = defineCommand({
  name: 'export.create',
  summary: { zh: '把一个列表导出为 Excel 或 CSV 文件', en: 'Write a list to an Excel or CSV file' },
  input: z.object({
    list: id,
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
    /** Of a CSV file. `gb18030` is GBK with the characters that it lacks. */
    encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
    /** Language of headers and words. */
    language: z.enum(['zh', 'en']).default('zh'),
    /** Filters of the list's own query. */
    filter: z.record(z.string().max(50), z.union([z.string().max(200), z.number(), z.boolean(), z.record(z.string(), z.json())])).default({}),
  }),
  output: z.object({ file: z.string().meta({ format: 'download' }), name: z.string(), count: z.number().int(), bytes: z.number().int() }),
  permission: { roles: 'anyone' },
  errors: {
    'export.list-unknown': {
      zh: '没有名为“{{list}}”的列表，可用的有：{{known}}。没有导出。',
      en: 'There is no list “{{list}}”; there are: {{known}}. Nothing was written.',
    },
    'export.too-many-rows': {
      zh: '列表超过 {{most}} 行，一个 Excel 工作表放不下。没有导出；请先筛选，或导出为 CSV。',
      en: 'The list has more than {{most}} rows, which one Excel sheet cannot hold. Nothing was written; narrow the list, or write a CSV file.',
    },
    'export.too-large': {
      zh: '文件会超过 {{most}} MB。没有导出；请先筛选列表，分几次导出。',
      en: 'The file would be larger than {{most}} MB. Nothing was written; narrow the list and write it in parts.',
    },
  },
});
