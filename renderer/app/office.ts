/**
 * The office as screens use it: the contract's operations by name, with the types of their input and output.
 * Equal live queries share one subscription, and the last result stays at hand while a screen is left and entered again.
 */
import type { CallResult } from '#model/contract/port.ts';
import type { Refusal } from '#model/contract/refusal.ts';
import type { OperationName, Operations } from '#model/operations.ts';
import type { CallOptions, EditorConnection, EditorEvents, OfficeClient } from '../../preload/client.ts';

export type { OperationName };
export type Input<Name extends OperationName> = Operations[Name]['input'];
export type Output<Name extends OperationName> = Operations[Name]['output'];
/** One row of a list operation's output. */
export type RowOf<Name extends OperationName> = Output<Name> extends { rows: (infer Row)[] } ? Row : never;

export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

export interface Office {
  call<Name extends OperationName>(name: Name, input: Input<Name>, options?: CallOptions): Promise<Result<Output<Name>>>;
  live<Name extends OperationName>(name: Name, input: Input<Name>, listener: (result: Result<Output<Name>>) => void): () => void;
  /** The result that a live query has at this moment, if it runs. */
  current<Name extends OperationName>(name: Name, input: Input<Name>): Result<Output<Name>> | undefined;
  /** Whether every live query that somebody shows has had its first result. */
  answered(): boolean;
  /** Called after somebody began to show a live query or left it unanswered, and after its first result was told. */
  onAnswered(listener: () => void): () => void;
  openEditor(document: string, events: EditorEvents): EditorConnection;
  onConnection(listener: (connected: boolean) => void): () => void;
}

/** How long a query that nobody shows runs on, so that going back shows it at once. */
const KEEP_MS = 5000;

/**
 * How often a command whose answer was lost is asked for again: for about a minute, with the client's pauses between two
 * connections, since the program on this computer may take long to come back on a slow disk.
 */
const REPEATS = 20;

const isLost = (result: CallResult): boolean => !result.ok && result.refusal.reason === 'core.gone';

interface SharedQuery {
  readonly listeners: Set<(result: Result<never>) => void>;
  result: Result<never> | undefined;
  stop: () => void;
  cancelEnd: (() => void) | undefined;
}

export function createOffice(client: OfficeClient, after: (delayMs: number, run: () => void) => () => void): Office {
  const queries = new Map<string, SharedQuery>();
  const onAnswered = new Set<() => void>();
  const keyOf = (name: string, input: unknown): string => `${name} ${JSON.stringify(input)}`;
  const tellAnswered = (): void => {
    for (const listener of onAnswered) listener();
  };

  function start(key: string, name: string, input: unknown): SharedQuery {
    const query: SharedQuery = { listeners: new Set(), result: undefined, stop: () => {}, cancelEnd: undefined };
    queries.set(key, query);
    query.stop = client.live(name, input, (result) => {
      const first = query.result === undefined;
      query.result = result as Result<never>;
      for (const listener of query.listeners) listener(query.result);
      if (first) tellAnswered();
    });
    return query;
  }

  return {
    async call(name, input, options) {
      let result = await client.call(name, input, options);
      // Whether it was carried out before the line broke is not known; with a request id asking again is safe.
      for (let repeat = 0; repeat < REPEATS && options?.requestId !== undefined && isLost(result); repeat += 1) {
        result = await client.call(name, input, options);
      }
      return result as Result<never>;
    },
    live(name, input, listener) {
      const key = keyOf(name, input);
      const query = queries.get(key) ?? start(key, name, input);
      query.cancelEnd?.();
      query.cancelEnd = undefined;
      query.listeners.add(listener);
      if (query.result !== undefined) listener(query.result);
      tellAnswered();
      return () => {
        query.listeners.delete(listener);
        if (query.listeners.size > 0) return;
        if (query.result === undefined) tellAnswered();
        query.cancelEnd = after(KEEP_MS, () => {
          queries.delete(key);
          query.stop();
        });
      };
    },
    current: (name, input) => queries.get(keyOf(name, input))?.result,
    answered: () => [...queries.values()].every(({ listeners, result }) => listeners.size === 0 || result !== undefined),
    onAnswered(listener) {
      onAnswered.add(listener);
      return () => onAnswered.delete(listener);
    },
    openEditor: (document, events) => client.openEditor(document, events),
    onConnection: (listener) => client.onConnection(listener),
  };
}
