/**
 * What screens need of the contract: who may run an operation, and the words for what it refuses.
 *
 * A built page holds this module's value in place of the module (renderer/inline-contract.ts), so that it does not carry
 * and make all schemas, which the core alone judges by.
 */
import type { Permission } from '#model/contract/operation.ts';
import type { ErrorCatalog } from '#model/contract/refusal.ts';
import { operations } from '#model/operations.ts';

export interface ScreenContract {
  readonly permission: Permission;
  readonly errors: ErrorCatalog;
}

/** By the operation's name. */
export const CONTRACT: Readonly<Record<string, ScreenContract>> = Object.fromEntries(
  operations.all.map(({ name, permission, errors }) => [name, { permission, errors }]),
);
