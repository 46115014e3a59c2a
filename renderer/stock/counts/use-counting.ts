/** The state of who counts: the location they stand at, the item in hand, what was found of it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import type { Output } from '../../app/office.ts';
import { useCommand, useOffice } from '../../app/office-context.tsx';
import { refusalText } from '../../app/refusal-text.ts';
import { useLanguage } from '../../i18n/index.ts';
import { countMeaning, sumOf } from './count-scan.ts';
import type { CountLine, CountRead } from './CountPage.tsx';
import { playTone } from './tone.ts';

type Item = Output<'item.read'>;
export interface ItemChoice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
}

const CHOICES = 8;

export function useCounting(count: CountRead, locations: readonly string[]) {
  const { t } = useTranslation();
  const office = useOffice();
  const language = useLanguage();
  const enter = useCommand('count.enter');
  const [location, setLocation] = useState(locations[0] ?? DEFAULT_LOCATION);
  const [item, setItem] = useState<Item | undefined>(undefined);
  const [lot, setLot] = useState('');
  const [quantity, setQuantity] = useState('1');
  const [choices, setChoices] = useState<readonly ItemChoice[]>([]);
  const [unknown, setUnknown] = useState<string | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  /** What one counted here before, while it is asked what becomes of it. */
  const [before, setBefore] = useState<string | undefined>(undefined);
  const [last, setLast] = useState<Output<'count.enter'> | undefined>(undefined);

  function clear(): void {
    setItem(undefined);
    setLot('');
    setQuantity('1');
    setChoices([]);
    setUnknown(undefined);
    setProblem(undefined);
    setBefore(undefined);
  }

  function refuse(text: string): void {
    setProblem(text);
    playTone('bad');
  }

  async function take(reference: string): Promise<boolean> {
    const found = await office.call('item.read', { item: reference });
    if (!found.ok) return false;
    clear();
    setLast(undefined);
    setItem(found.value);
    playTone('good');
    return true;
  }

  async function lookUp(text: string): Promise<void> {
    const known = locations.find((code) => code.toUpperCase() === text.toUpperCase());
    if (known !== undefined) {
      clear();
      setLocation(known);
      playTone('good');
      return;
    }
    if (await take(text)) return;
    const listed = await office.call('item.list', { text, limit: CHOICES });
    const rows = listed.ok ? listed.value.rows : [];
    const only = rows.length === 1 ? rows[0] : undefined;
    if (only !== undefined) {
      await take(only.id);
      return;
    }
    clear();
    setChoices(rows);
    if (rows.length === 0) {
      setUnknown(text);
      playTone('bad');
    }
  }

  /** @returns whether it was saved. */
  async function save(mode?: 'add' | 'replace', of: { readonly lot: string; readonly quantity: string } = { lot, quantity }): Promise<boolean> {
    if (item === undefined) return false;
    const result = await enter.run(
      { count: count.id, item: item.id, quantity: of.quantity, location, ...(of.lot === '' ? {} : { lot: of.lot }), ...(mode === undefined ? {} : { mode }) },
      { quiet: true },
    );
    if (result.ok) {
      const again = item.tracking === 'serial' ? item : undefined;
      clear();
      setLast(result.value);
      // The next piece of the same item needs its number alone.
      setItem(again);
      playTone('good');
      return true;
    }
    if (result.refusal.reason === 'count.again') {
      setLot(of.lot);
      setQuantity(of.quantity);
      setProblem(undefined);
      const counted = result.refusal.values?.['counted'];
      setBefore(typeof counted === 'string' ? counted : '0');
      playTone('bad');
    } else refuse(refusalText(result.refusal, language, 'count.enter'));
    return false;
  }

  /** A scanned lot may be another item: its whole code or barcode tells. */
  async function takeLot(text: string): Promise<void> {
    if (await take(text)) return;
    setProblem(undefined);
    setLot(text);
    if (item?.tracking === 'serial') await save(undefined, { lot: text, quantity: '1' });
    else playTone('good');
  }

  return {
    location,
    item,
    lot,
    quantity,
    choices,
    unknown,
    problem,
    before,
    last,
    running: enter.running,
    setLocation,
    clear,
    take,
    save,
    /** Goes to a place of the list. */
    async goTo(line: CountLine): Promise<void> {
      setLocation(line.location);
      if (!(await take(line.itemId))) return;
      if (line.lot !== null) setLot(line.lot);
    },
    /** Enter in the scan field. */
    async enter(text: string): Promise<void> {
      const chosen = item === undefined ? undefined : { code: item.code, barcode: item.barcode, tracked: item.tracking !== 'none', lot, asking: before !== undefined };
      const meaning = countMeaning(text, chosen);
      switch (meaning.kind) {
        case 'nothing':
          return;
        case 'save':
          await save();
          return;
        case 'add':
        case 'replace':
          await save(meaning.kind);
          return;
        case 'undecided':
          refuse(t('counts.entry.decide'));
          return;
        case 'one-more':
          setQuantity(sumOf(quantity, '1'));
          playTone('good');
          return;
        case 'quantity':
          setProblem(undefined);
          setQuantity(meaning.text);
          return;
        case 'no-quantity':
          refuse(t('counts.entry.noQuantity', { text: meaning.text }));
          return;
        case 'lot':
          await takeLot(meaning.text);
          return;
        case 'look-up':
          // The next scan saves the figure in hand, as at a till. Where that is refused it stays, and nothing else begins.
          if (item !== undefined && !(await save())) return;
          await lookUp(meaning.text);
      }
    },
  };
}
