/** Gives every screen the office, and the hooks that read and change through it. */
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { Refusal } from '#model/contract/refusal.ts';
import { useSay } from './say.ts';
import type { Input, Office, OperationName, Output, Result } from './office.ts';

const OfficeContext = createContext<Office | undefined>(undefined);
export const OfficeProvider = OfficeContext.Provider;

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (office === undefined) throw new Error('no office around this screen');
  return office;
}

/** What a live query shows. While another input loads, `value` still is the former one, so that nothing jumps. */
export interface Live<Value> {
  readonly value: Value | undefined;
  readonly refusal: Refusal | undefined;
  readonly loading: boolean;
}

/** A query's result, kept current. `undefined` as input asks nothing. */
export function useLive<Name extends OperationName>(name: Name, input: Input<Name> | undefined): Live<Output<Name>> {
  const office = useOffice();
  const key = input === undefined ? undefined : JSON.stringify(input);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly result: Result<Output<Name>> } | undefined>(undefined);
  useEffect(() => {
    if (key === undefined) return undefined;
    return office.live(name, JSON.parse(key) as Input<Name>, (result) => setAnswer({ key, result }));
  }, [office, name, key]);
  if (input === undefined) return { value: undefined, refusal: undefined, loading: false };
  const current = answer?.key === key ? answer?.result : office.current(name, input);
  const shown = current ?? answer?.result;
  return {
    value: shown?.ok === true ? shown.value : undefined,
    refusal: current?.ok === false ? current.refusal : undefined,
    loading: current === undefined,
  };
}

export interface RunOptions {
  /** Where a form shows the refusal itself, no toast says it again. */
  readonly quiet?: boolean;
}

/**
 * Runs a command. Every run carries a request id of its own, so that a lost answer never means a doubled entry.
 * A refusal is told in a toast unless the caller shows it.
 */
export function useCommand<Name extends OperationName>(
  name: Name,
): { run(input: Input<Name>, options?: RunOptions): Promise<Result<Output<Name>>>; readonly running: boolean } {
  const office = useOffice();
  const say = useSay();
  const [running, setRunning] = useState(0);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback(
    async (input: Input<Name>, options: RunOptions = {}) => {
      setRunning((count) => count + 1);
      const result = await office.call(name, input, { requestId: crypto.randomUUID() });
      if (mounted.current) setRunning((count) => count - 1);
      if (!result.ok && options.quiet !== true) say.refusal(result.refusal, name);
      return result;
    },
    [office, name, say],
  );
  return { run, running: running > 0 };
}

/** Whether the core answers at all (not whether the office is online). */
export function useConnected(): boolean {
  const office = useOffice();
  const [connected, setConnected] = useState(true);
  useEffect(() => office.onConnection(setConnected), [office]);
  return connected;
}
