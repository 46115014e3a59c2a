/** An office as a person has it: its core process and the web shell in front of it. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isRefusal } from '#model/contract/refusal.ts';
import { startCoreProcess, type CoreProcess } from '../../main/shell/core/core-process.ts';
import { startWebShell } from '../../main/shell/web/web-shell.ts';

export interface OfficeOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly demo: boolean;
  /** The core's script, where it is not the one in the sources. */
  readonly entry?: string;
}

export interface RunningOffice {
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
  /** Ends the core in order, its address stays; `restartCore` brings it back there. */
  stopCore(): Promise<void>;
  /** Kills the core as a power cut would; `restartCore` brings it back on the same address. */
  killCore(): Promise<void>;
  restartCore(): Promise<void>;
}

const rendererDir = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/** @throws Error when the folder cannot be opened. */
export async function startOffice(options: OfficeOptions): Promise<RunningOffice> {
  mkdirSync(options.dataDir, { recursive: true });
  let core = await startCore(options);
  const shell = await startWebShell({ dataDir: options.dataDir, rendererDir, port: options.port, tokenUse: 'always' });
  return {
    url: shell.url,
    dataDir: options.dataDir,
    async stop() {
      await shell.close();
      await core.stop();
    },
    stopCore: () => core.stop(),
    killCore: () => core.kill(),
    async restartCore() {
      core = await startCore(options);
    },
  };
}

async function startCore(options: OfficeOptions): Promise<CoreProcess> {
  const core = await startCoreProcess(options);
  if (isRefusal(core)) throw new Error(`the office in ${options.dataDir} did not start: ${core.reason} ${JSON.stringify(core.values)}`);
  return core;
}
