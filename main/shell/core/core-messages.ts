/** What a shell and the core's process that it started say to each other, beside the contract. Plain JSON. */
import type { Refusal } from '#model/contract/refusal.ts';
import type { UpdateStatus } from '#model/maintenance/update-status.ts';
import type { VaultGrant } from './vault-grant.ts';

/** The core to its shell. */
export type CoreNotice =
  /** Started with `--vault`, it opens nothing before it has been answered by `vault`. */
  | { readonly type: 'askVault' }
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly refusal: Refusal }
  /** A person asked for the downloaded update. */
  | { readonly type: 'installUpdate' }
  /** Answers `backUp`. */
  | { readonly type: 'backedUp'; readonly done: boolean };

/** The shell to its core. */
export type ShellOrder =
  | { readonly type: 'stop' }
  | { readonly type: 'vault'; readonly grant: VaultGrant }
  /** How the program's update stands. */
  | { readonly type: 'update'; readonly status: UpdateStatus }
  /** Copy the store before an update. */
  | { readonly type: 'backUp' };

/** The core's process as a shell holds it, whatever it was started with. */
export interface CoreChild {
  /** To a process that has ended it does nothing. */
  send(order: ShellOrder): void;
  onNotice(listener: (notice: CoreNotice) => void): void;
  /** Exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it at once, as a power cut would. */
  kill(): void;
  readonly pid: number | undefined;
}
