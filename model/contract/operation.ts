/**
 * What an operation is. An operation is defined once, here and in each area's `operations.ts`; the typed
 * client, Electron's IPC, the web shell's RPC, the CLI with its help, and the permission check all derive
 * from that one definition.
 *
 * 1. Names are `thing.verb` in lower case; they are public and stable.
 * 2. Input and output are zod objects. Quantities cross this border as decimal strings.
 * 3. A query never writes. It names the projection tables it reads, so that it can be run again when they change.
 * 4. Every reason an operation may be refused for has a message in both languages.
 */
import type { z } from 'zod';
import type { ErrorCatalog } from './refusal.ts';
import type { Text } from './text.ts';

export const ROLES = ['clerk', 'manager', 'hq', 'it'] as const;
export type Role = (typeof ROLES)[number];

export interface Permission {
  /** Roles that may; `anyone` is any person signed in, `setup` is allowed before the office is set up. */
  readonly roles: readonly Role[] | 'anyone' | 'setup';
  /** Where: `headquarters` restricts a writing operation to workstations of that office. */
  readonly where?: 'headquarters';
}

export interface OperationDefinition<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  readonly kind: 'command' | 'query';
  readonly summary: Text;
  readonly input: Input;
  readonly output: Output;
  readonly permission: Permission;
  readonly errors: ErrorCatalog;
  /** Projection or store tables that a query reads; empty for commands. */
  readonly reads: readonly string[];
}

type Shape<Name extends string, Input extends z.ZodType, Output extends z.ZodType> = {
  readonly name: Name;
  readonly summary: Text;
  readonly input: Input;
  readonly output: Output;
  readonly permission: Permission;
  readonly errors?: ErrorCatalog;
};

/** An operation that may change something. It is confirmed only once it would survive a power cut. */
export function defineCommand<Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  shape: Shape<Name, Input, Output>,
): OperationDefinition<Name, Input, Output> & { readonly kind: 'command' } {
  return { errors: {}, ...shape, kind: 'command', reads: [] };
}

/** An operation that only reads. `reads` lists the tables whose change makes a live query run again. */
export function defineQuery<Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  shape: Shape<Name, Input, Output> & { readonly reads: readonly string[] },
): OperationDefinition<Name, Input, Output> & { readonly kind: 'query' } {
  return { errors: {}, ...shape, kind: 'query' };
}

/** What a caller may pass (before defaults are filled in). */
export type InputOf<Definition extends OperationDefinition> = z.input<Definition['input']>;
/** What a handler receives (after validation and defaults). */
export type ParsedInputOf<Definition extends OperationDefinition> = z.output<Definition['input']>;
export type OutputOf<Definition extends OperationDefinition> = z.output<Definition['output']>;
