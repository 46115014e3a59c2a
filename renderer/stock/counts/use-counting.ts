/** The state of who counts: the location they stand at, the item in hand, what was found of it. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import type { Output } from '../../app/office.ts';
import { useCommand, useOffice } from '../../app/office-context.tsx';
import { refusalText } from '../../app/refusal-text.ts';
import { useLanguage } from '../../i18n/index.ts';
import { countMeaning, sumOf } from './count-scan.ts';
import type { CountLine, CountRead } from './CountPage.tsx';
import { playTone } from '../entry/sound.ts';

type Item = Output<'item.read'>;
export interface ItemChoice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
}

const CHOICES = 8;

/** What who counts has before them. */
interface Shown {
  readonly location: string;
  readonly item: Item | undefined;
  readonly lot: string;
  readonly quantity: string;
  readonly choices: readonly ItemChoice[];
  readonly unknown: string | undefined;
  readonly problem: string | undefined;
  /** What one counted here before, while it is asked what becomes of it. */
  readonly before: string | undefined;
  readonly last: Output<'count.enter'> | undefined;
}

/** Nothing in hand. */
const NOTHING: Omit<Shown, 'location' | 'last'> = { item: undefined, lot: '', quantity: '1', choices: [], unknown: undefined, problem: undefined, before: undefined };

export function useCounting(count: CountRead, locations: readonly string[]) {
  const { t } = useTranslation();
  const office = useOffice();
  const language = useLanguage();
  const enter = useCommand('count.enter');
  const [shown, show] = useState<Shown>(() => ({ ...NOTHING, location: locations[0] ?? DEFAULT_LOCATION, last: undefined }));
  /** As it stands now: what is scanned may come faster than the screen is drawn. */
  const now = useRef(shown);
  const turn = useRef<Promise<unknown>>(Promise.resolve());

  function set(change: Partial<Shown>): void {
    now.current = { ...now.current, ...change };
    show(now.current);
  }
  const clear = (): void => set(NOTHING);

  /** One after another, so that what is pressed while something is looked up is about what was found. */
  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const next = turn.current.then(act);
    turn.current = next.catch(() => undefined);
    return next;
  }

  function refuse(text: string): void {
    set({ problem: text });
    playTone('bad');
  }

  async function take(reference: string): Promise<boolean> {
    const found = await office.call('item.read', { item: reference });
    if (!found.ok) return false;
    set({ ...NOTHING, last: undefined, item: found.value });
    playTone('good');
    return true;
  }

  async function lookUp(text: string): Promise<void> {
    const known = locations.find((code) => code.toUpperCase() === text.toUpperCase());
    if (known !== undefined) {
      set({ ...NOTHING, location: known });
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
    set({ ...NOTHING, choices: rows, ...(rows.length === 0 ? { unknown: text } : {}) });
    if (rows.length === 0) playTone('bad');
  }

  /** @returns whether it was saved. */
  async function save(mode?: 'add' | 'replace', of: { readonly lot: string; readonly quantity: string } = now.current): Promise<boolean> {
    const { item, location } = now.current;
    if (item === undefined) return false;
    const result = await enter.run(
      { count: count.id, item: item.id, quantity: of.quantity, location, ...(of.lot === '' ? {} : { lot: of.lot }), ...(mode === undefined ? {} : { mode }) },
      { quiet: true },
    );
    if (result.ok) {
      // The next piece of the same item needs its number alone.
      set({ ...NOTHING, last: result.value, item: item.tracking === 'serial' ? item : undefined });
      playTone('good');
      return true;
    }
    if (result.refusal.reason === 'count.again') {
      const counted = result.refusal.values?.['counted'];
      set({ lot: of.lot, quantity: of.quantity, problem: undefined, before: typeof counted === 'string' ? counted : '0' });
      playTone('bad');
    } else refuse(refusalText(result.refusal, language, 'count.enter'));
    return false;
  }

  /** A scanned lot may be another item: its whole code or barcode tells. */
  async function takeLot(text: string): Promise<void> {
    if (await take(text)) return;
    set({ problem: undefined, lot: text });
    if (now.current.item?.tracking === 'serial') await save(undefined, { lot: text, quantity: '1' });
    else playTone('good');
  }

  /** @returns whether it was a figure for what is in hand, which nothing has saved yet. */
  async function read(text: string): Promise<boolean> {
    const { item, lot, quantity, before } = now.current;
    const chosen = item === undefined ? undefined : { code: item.code, barcode: item.barcode, tracked: item.tracking !== 'none', lot, asking: before !== undefined };
    const meaning = countMeaning(text, chosen);
    switch (meaning.kind) {
      case 'nothing':
        return false;
      case 'save':
        await save();
        return false;
      case 'add':
      case 'replace':
        await save(meaning.kind);
        return false;
      case 'undecided':
        refuse(t('counts.entry.decide'));
        return false;
      case 'one-more':
        set({ quantity: sumOf(quantity, '1') });
        playTone('good');
        return false;
      case 'quantity':
        set({ problem: undefined, quantity: meaning.text });
        return true;
      case 'no-quantity':
        refuse(t('counts.entry.noQuantity', { text: meaning.text }));
        return false;
      case 'lot':
        await takeLot(meaning.text);
        return false;
      case 'look-up':
        // The next scan saves the figure in hand, as at a till. Where that is refused it stays, and nothing else begins.
        if (item !== undefined && !(await save())) return false;
        await lookUp(meaning.text);
        return false;
    }
  }

  return {
    ...shown,
    running: enter.running,
    setLocation: (location: string) => set({ location }),
    clear,
    take: (reference: string) => inTurn(() => take(reference)),
    save: (mode?: 'add' | 'replace') => inTurn(() => save(mode)),
    /**
     * F8: saves what is in hand, by the figure that stands in the field; any other text there is read as by Enter. Asked
     * what becomes of a former figure, a person answers first.
     */
    confirm: (text: string) =>
      inTurn(async () => {
        if (text !== '' && !(await read(text))) return false;
        return now.current.before === undefined && (await save());
      }),
    /** Goes to a place of the list. */
    goTo: (line: CountLine) =>
      inTurn(async () => {
        set({ location: line.location });
        if ((await take(line.itemId)) && line.lot !== null) set({ lot: line.lot });
      }),
    /** Enter in the scan field. */
    enter: (text: string) => inTurn(() => read(text)),
  };
}
