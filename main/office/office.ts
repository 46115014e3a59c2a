/**
 * The office core: one data folder opened, its areas and its link behind the contract. Knows no shell.
 * Everything of the outside (disk, clock, timers, randomness, sockets, keys) is passed in, so that the
 * simulation runs this very code.
 */
import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import { createHybridClock, STAMP_PATTERN, type Stamp } from '#model/identity/hybrid-clock.ts';
import { newUuid } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { kinds } from '#model/kinds.ts';
import type { Codec, Timers } from '#model/link/transport.ts';
import type { Actor, Area, Services } from '../area.ts';
import type { KeyVault } from '../directory/key-vault.ts';
import type { Connect, Link } from '../sync/link-options.ts';
import { openStore } from '../store/open-store.ts';
import type { Reader, Store } from '../store/store.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { createEditorChannels, type EditorChannels } from './editor-channels.ts';
import { createLiveQueries, type LiveQueries } from './live-queries.ts';

export interface OfficeOptions {
  readonly dataDir: string;
  readonly vault: KeyVault;
  readonly signatures: SignatureScheme;
  readonly connect: Connect;
  readonly timers: Timers;
  readonly codec: Codec;
  readonly nowMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Folder of what ships with the program. */
  readonly resourcesDir: string;
  /** Demonstrations may cut the line. */
  readonly demo: boolean;
  /** Keep the link up; otherwise it connects only when asked (`sync.run`). */
  readonly keepConnected: boolean;
  readonly onFault: (fault: { readonly id: string; readonly operation: string; readonly error: unknown }) => void;
  /** An open database in place of the folder's file, for simulations. */
  readonly database?: Database;
}

export interface Office {
  readonly store: Store;
  readonly dispatch: Dispatch;
  readonly live: LiveQueries;
  readonly editors: EditorChannels;
  readonly link: Link;
  close(): Promise<void>;
}
