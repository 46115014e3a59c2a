/**
 * The CLI `office`: every operation of the contract, for IT and scripts.
 * It goes through a running app on the same folder where there is one, otherwise opens the folder itself.
 * Exit codes: 0 done, 1 refused (reason on stderr), 2 wrong usage.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { OperationDefinition } from '#model/contract/operation.ts';
import type { CallResult } from '#model/contract/port.ts';
import { refusalMessage, refuse, type ErrorCatalog, type Refusal } from '#model/contract/refusal.ts';
import { describeOperation } from '#model/contract/registry.ts';
import type { Language } from '#model/contract/text.ts';
import { fileUpload } from '#model/exchange/operations.ts';
import { operations } from '#model/operations.ts';
import { OPEN_ERRORS } from '../../office/index.ts';
import { withOffice, type Call } from '../core/call-office.ts';
import { buildInput, readArguments, type CommandLine } from './arguments.ts';
import { saveFile, uploadFiles } from './files.ts';
import { formatResult, formatTable } from './print.ts';

const REFUSED = 1;
const WRONG_USAGE = 2;

const line = readArguments(process.argv.slice(2));
const language: Language = line.language ?? (/^en/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'en' : 'zh');
process.exitCode = await run(line);

async function run(command: CommandLine): Promise<number> {
  if (command.operation === undefined || command.operation === 'operations') return listOperations(command);
  const definition = operations.get(command.operation);
  if (definition === undefined) {
    return fail(command, refuse('operation.unknown', { name: command.operation }), {}, WRONG_USAGE);
  }
  if (command.help) return explain(definition);
  if (command.data === undefined || command.data === 'true') {
    return usage(language === 'zh' ? '请用 --data 指明数据文件夹。' : 'Name the data folder with --data.');
  }
  if (command.extra.length > 0) {
    return usage(language === 'zh' ? `多余的参数:${command.extra.join(' ')}` : `Unexpected: ${command.extra.join(' ')}`);
  }
  // npm runs scripts in the package's folder; a relative path means the folder in which the person stands.
  const standing = process.env['INIT_CWD'] ?? process.cwd();
  let input: Record<string, unknown>;
  try {
    input = buildInput(command, definition, standing, () => readFileSync(process.stdin.fd, 'utf8'));
  } catch (error) {
    return usage(String(error));
  }
  const dataDir = resolve(standing, command.data);
  const save = command.save === undefined ? undefined : resolve(standing, command.save);
  let result: CallResult;
  try {
    result = await withOffice(dataDir, (call) => carryOut(call, definition, input, save));
  } catch (error) {
    return usage(String(error));
  }
  if (!result.ok) return fail(command, result.refusal, { ...OPEN_ERRORS, ...fileUpload.errors, ...definition.errors }, REFUSED);
  process.stdout.write(`${command.json ? JSON.stringify(result.value) : formatResult(result.value)}\n`);
  return 0;
}

/** One operation, with the files that it takes and makes. @throws Error where a file cannot be read or written. */
async function carryOut(call: Call, definition: OperationDefinition, input: Record<string, unknown>, save: string | undefined): Promise<CallResult> {
  const given = await uploadFiles(call, definition, input);
  if (!given.ok) return given;
  const result = await call(definition.name, given.value);
  const made = result.ok ? (result.value as { file?: unknown }).file : undefined;
  if (save === undefined || typeof made !== 'string') return result;
  const saved = await saveFile(call, made, save);
  return saved.ok ? result : saved;
}

function fail(command: CommandLine, refusal: Refusal, errors: ErrorCatalog, code: number): number {
  const message = refusalMessage(refusal, errors, language);
  const { reason, field, values } = refusal;
  // The message calls the field as the screens do; here it is an option.
  const option = field === undefined || field === '' ? '' : ` (${field.includes('.') ? field : `--${field}`})`;
  process.stderr.write(command.json ? `${JSON.stringify({ reason, message, field, values })}\n` : `${message}${option}\n`);
  return code;
}

function usage(problem: string): number {
  process.stderr.write(
    `${problem}\noffice --data DIR OPERATION [--field value …] [--input JSON] [--save FILE] [--json] [--language zh|en]\noffice operations [--json] · office OPERATION --help\n`,
  );
  return WRONG_USAGE;
}

function listOperations(command: CommandLine): number {
  if (command.operation === undefined && !command.help) {
    return usage(language === 'zh' ? '请指明操作。' : 'Name an operation.');
  }
  const text = command.json
    ? JSON.stringify({ rows: operations.all.map(describeOperation) })
    : formatTable(operations.all.map(({ name, kind, summary }) => ({ name, kind, summary: summary[language] })));
  process.stdout.write(`${text}\n`);
  return 0;
}

function explain(definition: OperationDefinition): number {
  process.stdout.write(`${definition.name} (${definition.kind}): ${definition.summary[language]}\n${JSON.stringify(describeOperation(definition), undefined, 2)}\n`);
  return 0;
}
