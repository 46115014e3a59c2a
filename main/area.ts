/**
 * What an area brings to the office core: its projections, a handler for each of its operations, and its chores.
 * Handlers of commands run inside a store transaction; they return the output, or a refusal and then have
 * written nothing.
 */
import type { OperationDefinition, OutputOf, ParsedInputOf, Role } from '#model/contract/operation.ts';
import type { Refusal } from '#model/contract/refusal.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { OfficeCode, PersonId, WorkstationId } from '#model/identity/ids.ts';
import type { Projection, Reader, StoreTransaction } from './store/store.ts';

/** Who acts: the person signed in on this workstation. */
export interface Actor {
  readonly person: PersonId;
  readonly personName: string;
  readonly roles: readonly Role[];
  readonly workstation: WorkstationId;
  /** `A`, `B`, …: the workstation's letter in document numbers. */
  readonly letter: string;
  readonly office: OfficeCode;
  readonly headquarters: boolean;
}

/** What every handler may use of the outside. */
export interface Services {
  nowMs(): number;
  /** A new stamp of the hybrid clock; greater than all that this office has seen. */
  stamp(): Stamp;
  newId(): string;
  randomBytes(length: number): Uint8Array;
  /** Signs with this workstation's key; see model/identity/signatures.ts. */
  sign(purpose: string, record: object): string;
}

export interface QueryContext extends Services {
  readonly read: Reader;
  /** Undefined before the office is set up. */
  readonly actor: Actor | undefined;
}

export interface CommandContext extends Services {
  readonly tx: StoreTransaction;
  /** Present for every command whose permission is not `setup`. */
  readonly actor: Actor;
}

export type QueryHandler<Definition extends OperationDefinition> = (
  context: QueryContext,
  input: ParsedInputOf<Definition>,
) => OutputOf<Definition> | Refusal;

export type CommandHandler<Definition extends OperationDefinition> = (
  context: CommandContext,
  input: ParsedInputOf<Definition>,
) => OutputOf<Definition> | Refusal;

/** Gives the others their turn between two parts of a long work. */
export type Pause = () => Promise<void>;

/**
 * The first part of a command that has too much to read for one transaction: reads it piece by piece, then says what is
 * to be done in one. What it read may have changed by then; the second part looks at what matters once more.
 */
export type StagedHandler<Definition extends OperationDefinition> = (
  context: QueryContext & { readonly actor: Actor },
  input: ParsedInputOf<Definition>,
  pause: Pause,
) => Promise<CommandHandler<Definition> | Refusal>;

/** A command that talks to the network or takes long; it opens its own transactions. */
export type ActionHandler<Definition extends OperationDefinition> = (
  input: ParsedInputOf<Definition>,
) => Promise<OutputOf<Definition> | Refusal>;

export type Handler =
  | { readonly kind: 'query'; readonly definition: OperationDefinition; readonly handle: QueryHandler<OperationDefinition> }
  | { readonly kind: 'command'; readonly definition: OperationDefinition; readonly handle: CommandHandler<OperationDefinition> }
  | { readonly kind: 'staged'; readonly definition: OperationDefinition; readonly prepare: StagedHandler<OperationDefinition> }
  | { readonly kind: 'action'; readonly definition: OperationDefinition; readonly handle: ActionHandler<OperationDefinition> };

/** Work behind the commits: brings rows up to date that no command waits for. */
export interface Chore {
  /** The table by which commits say that there may be something to do. */
  readonly follows: string;
  /** Does a small part of what is due, in a work of its own. @returns true while more is due. */
  step(tx: Pick<StoreTransaction, 'read' | 'write'>): boolean;
}

export interface Area {
  readonly name: string;
  readonly projections: readonly Projection[];
  readonly handlers: readonly Handler[];
  readonly chores?: readonly Chore[];
}

export function query<Definition extends OperationDefinition>(definition: Definition, handle: QueryHandler<Definition>): Handler {
  return { kind: 'query', definition, handle: handle };
}

export function command<Definition extends OperationDefinition>(definition: Definition, handle: CommandHandler<Definition>): Handler {
  return { kind: 'command', definition, handle: handle };
}

export function staged<Definition extends OperationDefinition>(definition: Definition, prepare: StagedHandler<Definition>): Handler {
  return { kind: 'staged', definition, prepare: prepare };
}

export function action<Definition extends OperationDefinition>(definition: Definition, handle: ActionHandler<Definition>): Handler {
  return { kind: 'action', definition, handle: handle };
}
