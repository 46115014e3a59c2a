/** What a scan or a typed text does to the entry: found, counted, asked about, set aside. */
import { isEan13 } from '../../app/print/ean13.ts';
import { quantityOfThousandths } from '../../design/format/quantity.ts';
import { plainTyped } from '../../design/format/typed.ts';
import { KIND_FACTS, type EntryKind } from './entry-kinds.ts';
import {
  addPiece,
  addScan,
  baseQuantity,
  changeLine,
  giveLot,
  placeAt,
  removeLine,
  setAside,
  splitByLots,
  type EntryContent,
  type EntryItem,
  type EntryLine,
  type ScannedItem,
} from './entry-lines.ts';
import type { Ask, EntryProblem, EntryState } from './entry-state.ts';
import type { LookUp, LotRow } from './look-up.ts';
import { meaningOf, readDay } from './scan.ts';

export interface ScanningOptions {
  readonly kind: EntryKind;
  readonly lookUp: LookUp;
  readonly newId: () => string;
  readonly tone: (kind: 'good' | 'bad') => void;
  readonly state: () => EntryState;
  readonly set: (change: Partial<EntryState>) => void;
  readonly change: (content: EntryContent, more?: Partial<EntryState>) => void;
}

/** Digits of a barcode, typed by hand where a label cannot be read. */
const TYPED_BARCODE = /^\d{8,}$/;

export function createScanning({ kind, lookUp, newId, tone, state, set, change }: ScanningOptions) {
  const { direction, suggests } = KIND_FACTS[kind];
  const lineOf = (id: string | undefined): EntryLine | undefined => state().content.lines.find((line) => line.id === id);
  const isPlaced = async (item: EntryItem): Promise<boolean> => item.tracking === 'lot' || (await lookUp.lots(item.id)).some(({ location }) => location !== 'main');

  function bad(problem: EntryProblem, text: string): void {
    set({ echo: { kind: 'bad', problem, text } });
    tone('bad');
  }

  /** Shows a line as what was scanned last. */
  function show(content: EntryContent, line: string, ask?: Ask): void {
    change(content, { current: line, echo: { kind: 'line' }, ask, removed: undefined });
    tone('good');
  }

  /**
   * Lots and places for all that is taken of the line's item so far. What the person changes while the office is asked
   * stays: the answer is put to the lines as they are then, and asked for again where it no longer fits.
   */
  async function suggest(id: string): Promise<void> {
    const item = lineOf(id)?.item;
    if (item === undefined || !suggests || item.tracking === 'serial' || !(await isPlaced(item))) return;
    for (;;) {
      const total = openTotal(id);
      if (total <= 0n) return;
      const { rows, missing } = await lookUp.suggest(item.id, total, state().content.location);
      // An item without lots that is nowhere stays as it was typed, and is judged when it is posted.
      if (rows.length === 0 && item.tracking === 'none') return;
      if (openTotal(id) === total) {
        change(splitByLots(state().content, id, rows, missing, newId).content);
        return;
      }
    }
  }

  /** Of the lines whose lots are suggested together with this one; zero where it is gone. */
  function openTotal(id: string): bigint {
    const line = lineOf(id);
    const lines = line === undefined ? [] : state().content.lines.filter((each) => each.item?.id === line.item?.id && (each.suggested || each.id === id));
    return lines.reduce((sum, each) => sum + baseQuantity(each), 0n);
  }

  /** The only lot and place there is, where what leaves is not suggested. A place that is scanned next may still confirm it. */
  async function takeOnlyLot(id: string): Promise<void> {
    const line = lineOf(id);
    if (direction === 'in' || suggests || line?.item === undefined || line.item.tracking === 'serial' || line.lot !== '' || line.location !== '') return;
    const [row, ...others] = await lookUp.lots(line.item.id);
    if (row === undefined || others.length > 0) return;
    const lot = { lot: row.lot, expiry: row.expiry ?? '' };
    change(changeLine(state().content, id, { ...(line.item.tracking === 'lot' ? lot : {}), location: row.location, suggested: true }), { ask: undefined });
  }

  function askOf(content: EntryContent, id: string): Ask | undefined {
    const line = content.lines.find((each) => each.id === id);
    if (line?.item === undefined || line.lot !== '' || line.suggested || line.item.tracking === 'none') return undefined;
    return { line: id, field: line.item.tracking === 'serial' ? 'serial' : 'lot' };
  }

  async function add(scanned: ScannedItem, text: string): Promise<void> {
    const before = state().content;
    // A serial item's own code again, while its number is asked for, is no second piece.
    const waiting = scanned.item.tracking === 'serial' ? before.lines.find((line) => line.item?.id === scanned.item.id && line.lot === '') : undefined;
    if (waiting !== undefined) {
      show(before, waiting.id, askOf(before, waiting.id));
      return;
    }
    const { content, line: id } = addScan(before, scanned, text, newId);
    show(content, id, suggests && scanned.item.tracking === 'lot' ? undefined : askOf(content, id));
    await suggest(id);
    await takeOnlyLot(id);
  }

  async function setQuantity(quantity: string): Promise<void> {
    const { content, current } = state();
    const line = lineOf(current);
    if (line === undefined) return;
    if (line.item?.tracking === 'serial' && Number(quantity) !== 1) {
      bad('oneSerialEach', quantity);
      return;
    }
    // Of suggested lines the quantity is that of all of them.
    const alone = line.suggested ? { ...content, lines: content.lines.filter((each) => each.id === line.id || each.item?.id !== line.item?.id || !each.suggested) } : content;
    const changed = changeLine(alone, line.id, { quantity });
    show(changed, line.id, state().ask);
    if (line.suggested) await suggest(line.id);
  }

  /** The row that a lot or serial number stands for here; of what expired only where that may go. */
  async function heldLot(line: EntryLine, lot: string): Promise<LotRow | 'expired' | undefined> {
    const rows = (await lookUp.lots(line.item?.id ?? '')).filter((row) => row.lot === lot);
    const row = rows.find(({ location }) => location === line.location) ?? rows[0];
    const blocked = kind === 'transfer' || (kind === 'issue' && state().content.reason !== 'scrap');
    return row?.expired === true && blocked ? 'expired' : row;
  }

  async function giveTracking(ask: Ask, line: EntryLine, text: string): Promise<void> {
    const { item } = line;
    if (item === undefined) return;
    const serial = ask.field === 'serial';
    const held = await heldLot(line, text);
    const { content } = state();
    if (serial && content.lines.some((each) => each.item?.id === item.id && each.lot === text)) {
      bad('serialTwice', text);
      return;
    }
    if (held === 'expired') {
      bad('lotExpired', text);
      return;
    }
    if (direction !== 'in' && serial && held === undefined) {
      bad('serialNotHere', text);
      return;
    }
    const expiry = held?.expiry ?? '';
    const given = { lot: text, ...(direction !== 'in' && held !== undefined ? { location: held.location } : {}), ...(expiry === '' ? {} : { expiry }) };
    const { content: next, line: id } = serial && line.lot !== '' ? addPiece(content, line, given, newId) : giveLot(content, line.id, given);
    const now = next.lines.find((each) => each.id === id);
    const needsExpiry = direction === 'in' && item.shelfLifeDays !== null && now?.expiry === '';
    show(next, id, needsExpiry ? { line: id, field: 'expiry' } : serial ? { line: id, field: 'serial' } : undefined);
  }

  function giveExpiry(line: EntryLine, text: string): void {
    const day = readDay(text);
    if (day === undefined) {
      bad('noDay', text);
      return;
    }
    show(changeLine(state().content, line.id, { expiry: day }), line.id, line.item?.tracking === 'serial' ? { line: line.id, field: 'serial' } : undefined);
  }

  /** @returns whether the text was an item's or a location's. */
  async function known(text: string): Promise<boolean> {
    const item = await lookUp.item(text);
    if (item !== undefined) {
      await add(item, text);
      return true;
    }
    const location = await lookUp.location(text);
    if (location === undefined) return false;
    change(placeAt(state().content, location, kind), { echo: { kind: 'location', code: location } });
    tone('good');
    return true;
  }

  function putAside(text: string): void {
    const aside = setAside(state().content, text, newId);
    change(aside.content, { current: aside.line, ask: undefined, removed: undefined, echo: aside.again ? { kind: 'line' } : { kind: 'unknown', line: aside.line, code: text } });
    tone('bad');
  }

  async function scan(text: string): Promise<void> {
    const { ask } = state();
    const line = ask === undefined ? undefined : lineOf(ask.line);
    if (ask === undefined || line === undefined) {
      if (!(await known(text))) putAside(text);
      return;
    }
    if (ask.field === 'expiry' && readDay(text) !== undefined) giveExpiry(line, text);
    else if (await known(text)) return;
    // An unknown barcode of goods is no lot.
    else if (ask.field === 'expiry' || isEan13(text)) putAside(text);
    else await giveTracking(ask, line, text);
  }

  async function typeText(text: string): Promise<void> {
    if (await known(text)) return;
    const rows = await lookUp.named(text);
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) {
      await add({ item: only, unit: only.unit, quantity: '1' }, text);
    } else if (rows.length > 0) set({ echo: { kind: 'choices', rows } });
    else if (TYPED_BARCODE.test(text)) putAside(text);
    else {
      set({ echo: { kind: 'no-match', text } });
      tone('bad');
    }
  }

  return {
    scan,
    add,
    async type(typed: string): Promise<void> {
      const text = plainTyped(typed);
      const { ask, current, content } = state();
      const asked = ask === undefined ? undefined : lineOf(ask.line);
      if (text === '') return;
      if (ask?.field === 'expiry' && asked !== undefined && !text.startsWith('@')) {
        giveExpiry(asked, text);
        return;
      }
      if (ask !== undefined && asked !== undefined && !text.startsWith('@')) {
        if (!(await known(text))) await giveTracking(ask, asked, text);
        return;
      }
      const meaning = meaningOf(text, lineOf(current) !== undefined);
      switch (meaning.kind) {
        case 'nothing':
          return;
        case 'quantity':
          await setQuantity(meaning.quantity);
          return;
        case 'no-quantity':
          bad('noQuantity', meaning.text);
          return;
        case 'price':
          show(changeLine(content, current ?? '', { price: meaning.price }), current ?? '');
          return;
        case 'no-price':
          bad('noPrice', meaning.text);
          return;
        case 'look-up':
          await typeText(meaning.text);
      }
    },
    async name(id: string, item: EntryItem): Promise<void> {
      const line = lineOf(id);
      if (line === undefined) return;
      const without = removeLine(state().content, id).content;
      const { content, line: now } = addScan(without, { item, unit: item.unit, quantity: quantityOfThousandths(baseQuantity(line)) }, line.scanned, newId);
    show(content, now, suggests && item.tracking === 'lot' ? undefined : askOf(content, now));
      await suggest(now);
    },
  };
}
