/** What `npm run demo --` takes. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** The demo's data folder. */
  readonly data: string;
  /** The relay's port, then the offices' in order; 0 for any free ones. Undefined: as last time, or the usual ones. */
  readonly firstPort: number | undefined;
  readonly reset: boolean;
  readonly secondBeijing: boolean;
  /** In the browser even where Electron is. */
  readonly web: boolean;
}

const USAGE = `npm run demo -- [--reset] [--second-bj] [--port N] [--data DIR] [--web]
  --reset      从头开始 · afresh
  --second-bj  北京的第二台工作站 · the second workstation of Beijing
  --port N     第一个端口(中继),机构依次往后 · the first port (relay), the offices follow
  --data DIR   数据文件夹 · data folder
  --web        有 Electron 也用浏览器 · in the browser even where Electron is`;

/** The options, or what is wrong with them and how they are written. */
export function readOptions(words: readonly string[], root: string): DemoOptions | string {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        reset: { type: 'boolean', default: false },
        'second-bj': { type: 'boolean', default: false },
        port: { type: 'string' },
        data: { type: 'string' },
        web: { type: 'boolean', default: false },
      },
    });
    const firstPort = values.port === undefined ? undefined : Number(values.port);
    if (firstPort !== undefined && !(Number.isInteger(firstPort) && firstPort >= 0 && firstPort <= 65_000)) return `--port ${values.port ?? ''}?\n${USAGE}`;
    // npm runs scripts in the package's folder; a relative path means the folder in which the person stands.
    const data = values.data === undefined ? join(root, 'demo-data') : resolve(process.env['INIT_CWD'] ?? process.cwd(), values.data);
    return { data, firstPort, reset: values.reset, secondBeijing: values['second-bj'], web: values.web };
  } catch (error) {
    if (error instanceof TypeError) return `${error.message}\n${USAGE}`;
    throw error;
  }
}
