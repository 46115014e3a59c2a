/** A list's columns and order as this person left them; kept where the list has a name, else only while it is open. */
import { useState } from 'react';
import { keepLook, PLAIN_LOOK, readLook, type TableLook } from './table-views.ts';

/** @param list the name under which it is kept. */
export function useTableLook(list: string | undefined): readonly [TableLook, (next: TableLook) => void] {
  const [look, setLook] = useState(() => (list === undefined ? PLAIN_LOOK : readLook(window.localStorage, list)));
  return [
    look,
    (next) => {
      setLook(next);
      if (list !== undefined) keepLook(window.localStorage, list, next);
    },
  ];
}
