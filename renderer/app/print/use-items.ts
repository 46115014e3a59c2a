import { useEffect, useState } from 'react';
import type { Output } from '../office.ts';
import { useOffice } from '../office-context.tsx';

export type PrintItem = Output<'item.read'>;

/** Items by id, code or barcode, in the order given, as they stand now. Unknown ones are left out. */
export function useItems(references: readonly string[]): readonly PrintItem[] {
  const office = useOffice();
  const [items, setItems] = useState<readonly PrintItem[]>([]);
  const key = JSON.stringify(references);
  useEffect(() => {
    let left = false;
    const read = async (): Promise<void> => {
      const answers = await Promise.all((JSON.parse(key) as string[]).map((item) => office.call('item.read', { item })));
      if (!left) setItems(answers.flatMap((answer) => (answer.ok ? [answer.value] : [])));
    };
    void read();
    return () => {
      left = true;
    };
  }, [office, key]);
  return items;
}
