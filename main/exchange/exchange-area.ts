/**
 * The exchange area: tables in from files, lists out to files. It knows tables and lists by their definitions alone,
 * which the areas bring (main/exchange-table.ts).
 */
import type { CallResult } from '#model/contract/port.ts';
import type { Refusal } from '#model/contract/refusal.ts';
import type { Actor, Area, Pause } from '../area.ts';
import type { ExportList, ImportTable } from '../exchange-table.ts';
import type { Reader, Store } from '../store/store.ts';
import { exportHandlers } from './export-handlers.ts';
import { createHeldFiles } from './held-files.ts';
import { importHandlers } from './import-handlers.ts';
import { undoHandlers } from './undo-handlers.ts';

export interface ExchangeOptions {
  readonly store: Store;
  readonly tables: readonly ImportTable[];
  readonly lists: readonly ExportList[];
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly actor: (read: Reader) => Actor | Refusal;
  /** Any operation, as the person signed in. */
  readonly call: (name: string, input: unknown) => Promise<CallResult>;
  readonly pause: Pause;
  /** Says that what is held in memory has changed. */
  readonly touched: () => void;
}

export function createExchangeArea(options: ExchangeOptions): Area {
  const files = createHeldFiles(options.newId);
  return {
    name: 'exchange',
    projections: [],
    handlers: [...importHandlers(options, files), ...undoHandlers(options), ...exportHandlers(options, files)],
  };
}
