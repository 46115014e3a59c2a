/**
 * Carries operations out: the one place where a call's name, input and permission are checked.
 *
 * 1. Nothing reaches a handler that its definition does not allow, whoever asks (window, browser, CLI).
 * 2. A refused call has changed nothing.
 * 3. A command with a request id is carried out once; repeated, it answers as it did the first time.
 * 4. A computer that is read-only (shut out, or too old for its relay) still reads, syncs and switches persons.
 * 5. An unexpected error is logged under a number that the person can pass on, never shown raw.
 */
import { z } from 'zod';
import { inputRefusal } from '#model/contract/input-problem.ts';
import type { OperationDefinition } from '#model/contract/operation.ts';
import type { Text } from '#model/contract/text.ts';
import type { CallResult } from '#model/contract/port.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Actor, Handler, Pause, Services } from '../area.ts';
import { readRequest, recordRequest } from '../store/request-log.ts';
import type { Reader, Store, StoreTransaction } from '../store/store.ts';

export interface CallOptions {
  readonly requestId?: string | undefined;
  /** Another clock for this call only: the sample's movements lie in the past. Never set from outside the core. */
  readonly services?: Services;
}

export interface Dispatch {
  call(name: string, input: unknown, options?: CallOptions): Promise<CallResult>;
  /** Runs a query at once, on what is committed. Refuses commands. */
  query(name: string, input: unknown): CallResult;
  /** Tables that a query reads; empty for unknown names. */
  tablesOf(name: string): readonly string[];
}

export interface DispatchOptions {
  readonly store: Store;
  readonly services: Services;
  readonly handlers: readonly Handler[];
  readonly actor: (read: Reader) => Actor | Refusal;
  /** Why this computer takes no entries for now; undefined where it does. */
  readonly readOnly: (read: Reader) => Text | undefined;
  /** Called with the cause of every unexpected error. */
  readonly onFault: (fault: { readonly id: string; readonly operation: string; readonly error: unknown }) => void;
  /** Called at the end of each command's work, inside its transaction. */
  readonly beforeCommit: (tx: StoreTransaction) => void;
  readonly pause: Pause;
}

const accepted = (value: unknown): CallResult => ({ ok: true, value });
const rejected = (refusal: Refusal): CallResult => ({ ok: false, refusal });

export function createDispatch(options: DispatchOptions): Dispatch {
  const { store, services } = options;
  const byName = new Map(options.handlers.map((handler) => [handler.definition.name, handler]));

  function prepare(name: string, input: unknown): { handler: Handler; parsed: unknown } | Refusal {
    const handler = byName.get(name);
    if (handler === undefined) return refuse('operation.unknown', { name });
    const result = strictInput(handler.definition).safeParse(input ?? {});
    return result.success ? { handler, parsed: result.data } : inputRefusal(result.error);
  }

  function fault(operation: string, error: unknown): CallResult {
    const id = services.newId().slice(-8);
    options.onFault({ id, operation, error });
    return rejected(refuse('internal', { id }));
  }

  function answer(value: unknown): CallResult {
    return isRefusal(value) ? rejected(value) : accepted(value);
  }

  function runQuery(handler: Handler & { kind: 'query' }, parsed: unknown): CallResult {
    const actor = options.actor(store.read);
    const denied = permissionRefusal(handler.definition, actor);
    if (denied !== undefined) return rejected(denied);
    try {
      return answer(handler.handle({ ...services, read: store.read, actor: isRefusal(actor) ? undefined : actor }, parsed));
    } catch (error) {
      return fault(handler.definition.name, error);
    }
  }

  /** What a command is answered without being carried out: that it may not be, or what it did the first time. */
  function settled({ permission }: OperationDefinition, denied: Refusal | undefined, read: Reader, requestId: string | undefined): unknown {
    if (denied !== undefined) return denied;
    const earlier = requestId === undefined ? undefined : readRequest(read, requestId);
    if (earlier !== undefined) return earlier;
    const cause = permission.roles === 'setup' ? undefined : options.readOnly(read);
    return cause === undefined ? undefined : refuse('store.read-only', { cause });
  }

  async function runCommand(handler: Pick<Handler & { kind: 'command' }, 'definition' | 'handle'>, parsed: unknown, call: CallOptions): Promise<CallResult> {
    const { requestId } = call;
    const value = await store.transact((tx): unknown => {
      const actor = options.actor(tx.read);
      const answered = settled(handler.definition, permissionRefusal(handler.definition, actor), tx.read, requestId);
      if (answered !== undefined) return answered;
      // A `setup` command runs before there is an actor and does not read one.
      const output = handler.handle({ ...(call.services ?? services), tx, actor: actor as Actor }, parsed);
      if (isRefusal(output)) return output;
      if (requestId !== undefined) recordRequest(tx, requestId, output, services.nowMs());
      options.beforeCommit(tx);
      return output;
    });
    return answer(value);
  }

  async function runStaged(handler: Handler & { kind: 'staged' }, parsed: unknown, call: CallOptions): Promise<CallResult> {
    const { definition } = handler;
    const actor = options.actor(store.read);
    const answered = settled(definition, permissionRefusal(definition, actor), store.read, call.requestId);
    if (answered !== undefined) return answer(answered);
    const handle = await handler.prepare({ ...(call.services ?? services), read: store.read, actor: actor as Actor }, parsed, options.pause);
    // Who acts, and whether they may, is looked at again: they may be another by now.
    return isRefusal(handle) ? rejected(handle) : runCommand({ definition, handle }, parsed, call);
  }

  return {
    async call(name, input, callOptions = {}) {
      const prepared = prepare(name, input);
      if (isRefusal(prepared)) return rejected(prepared);
      const { handler, parsed } = prepared;
      try {
        switch (handler.kind) {
          case 'query':
            return runQuery(handler, parsed);
          case 'command':
            return await runCommand(handler, parsed, callOptions);
          case 'staged':
            return await runStaged(handler, parsed, callOptions);
          case 'action': {
            const denied = permissionRefusal(handler.definition, options.actor(store.read));
            return denied === undefined ? answer(await handler.handle(parsed)) : rejected(denied);
          }
        }
      } catch (error) {
        return fault(name, error);
      }
    },
    query(name, input) {
      const prepared = prepare(name, input);
      if (isRefusal(prepared)) return rejected(prepared);
      if (prepared.handler.kind !== 'query') return rejected(refuse('operation.unknown', { name }));
      return runQuery(prepared.handler, prepared.parsed);
    },
    tablesOf: (name) => byName.get(name)?.definition.reads ?? [],
  };
}

const strictInputs = new WeakMap<OperationDefinition, z.ZodType>();

/** Unknown fields are mistakes (a misspelt option), so they are refused rather than dropped. Made when first asked for. */
function strictInput(definition: OperationDefinition): z.ZodType {
  const known = strictInputs.get(definition);
  if (known !== undefined) return known;
  const { input } = definition;
  const strict = input instanceof z.ZodObject ? input.strict() : input;
  strictInputs.set(definition, strict);
  return strict;
}

function permissionRefusal(definition: OperationDefinition, actor: Actor | Refusal): Refusal | undefined {
  const { roles, where } = definition.permission;
  if (roles === 'setup') return undefined;
  if (isRefusal(actor)) return actor;
  const allowed = roles === 'anyone' || roles.some((role) => actor.roles.includes(role));
  const placed = where !== 'headquarters' || actor.headquarters;
  return allowed && placed ? undefined : refuse('permission.denied', { operation: definition.summary });
}
