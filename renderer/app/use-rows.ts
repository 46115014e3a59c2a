/** A list operation's rows: the first page live, further pages as one scrolls, each of them live too. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Refusal } from '#model/contract/refusal.ts';
import type { Input, OperationName, Output } from './office.ts';
import { useOffice } from './office-context.tsx';

/** Rows per page: the most that the contract gives at once. */
const PAGE_ROWS = 1000;

type ListName = { [Name in OperationName]: Output<Name> extends { rows: unknown[]; nextCursor?: string | undefined } ? ('cursor' extends keyof Input<Name> ? Name : never) : never }[OperationName];

interface PageOf<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor?: string | undefined;
}

export interface LiveRows<Row> {
  readonly rows: readonly Row[];
  /** False until the first page is there. */
  readonly ready: boolean;
  readonly refusal: Refusal | undefined;
  /** True while a further page is known to exist. */
  readonly unfinished: boolean;
  /** Fetches the next page, if there is one. */
  readonly more: () => void;
}

type RowsOf<Name extends ListName> = Output<Name> extends { rows: (infer Row)[] } ? Row : never;

export function useRows<Name extends ListName>(name: Name, input: Omit<Input<Name>, 'limit' | 'cursor'>): LiveRows<RowsOf<Name>> {
  const office = useOffice();
  const key = JSON.stringify(input);
  const [pages, setPages] = useState<readonly PageOf<RowsOf<Name>>[]>([]);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const stops = useRef<(() => void)[]>([]);
  const wanted = useRef(0);

  const open = useCallback(
    (index: number, cursor: string | undefined) => {
      const asked = { ...(JSON.parse(key) as object), limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) } as Input<Name>;
      const stop = office.live(name, asked, (result) => {
        if (!result.ok) {
          setRefusal(result.refusal);
          return;
        }
        setRefusal(undefined);
        const page = result.value as unknown as PageOf<RowsOf<Name>>;
        setPages((before) => [...before.slice(0, index), page, ...before.slice(index + 1)]);
      });
      stops.current.push(stop);
    },
    [office, name, key],
  );

  useEffect(() => {
    wanted.current = 1;
    open(0, undefined);
    return () => {
      for (const stop of stops.current) stop();
      stops.current = [];
      // What was shown stays until the new list's first page replaces it.
      setPages((before) => before.slice(0, 1));
    };
  }, [open]);

  const rows = useMemo(() => pages.flatMap((page) => page.rows), [pages]);
  const next = pages.at(-1)?.nextCursor;
  const more = useCallback(() => {
    if (next === undefined || pages.length !== wanted.current) return;
    wanted.current += 1;
    open(pages.length, next);
  }, [next, pages.length, open]);
  return { rows, ready: pages.length > 0, refusal, unfinished: next !== undefined, more };
}
