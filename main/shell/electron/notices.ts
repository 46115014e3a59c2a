/**
 * Which notices a person gets from the system. Decided here, shown by `notifications.ts`.
 *
 * 1. Only of what arrived while the app ran: what was there at the start is on the Today page.
 * 2. Only of what is this person's: stock that they may settle and that concerns their office (headquarters: any),
 *    and cards that they are responsible for.
 * 3. One per cause, ever; several at once are one notice with a count.
 * 4. None while the window has the person's attention.
 */
import type { Language, Text } from '#model/contract/text.ts';
import { fillText } from '#model/contract/text.ts';
import type { Operations } from '#model/operations.ts';

type Setup = Operations['setup.status']['output'];
export type StockException = Operations['stock.exceptions']['output']['rows'][number];
export type Card = Operations['tasks.summary']['output']['rows'][number];

/** Something that needs a person. */
export interface Cause {
  readonly id: string;
  readonly text: Text;
  /** Where it is settled, as the window's address. */
  readonly address: string;
}

export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly address: string;
}

const KINDS: Readonly<Record<StockException['kind'], Text>> = {
  'below-zero': { zh: '“{{what}}”库存低于零', en: '“{{what}}” is below zero' },
  'transfer-short': { zh: '“{{what}}”调拨少收', en: '“{{what}}” was received short' },
  'transfer-over': { zh: '“{{what}}”调拨多收', en: '“{{what}}” was received over' },
  'duplicate-number': { zh: '单号 {{what}} 重复', en: 'Number {{what}} was used twice' },
  'chain-diverged': { zh: '“{{what}}”的记录链分叉', en: 'The chain of “{{what}}” diverged' },
  'reversed-twice': { zh: '单据 {{what}} 重复冲销', en: '{{what}} was reversed twice' },
  'duplicate-code': { zh: '编码或条码 {{what}} 重复', en: 'Code or barcode {{what}} is there twice' },
  'serial-clash': { zh: '“{{what}}”的序列号重复在库', en: 'A serial number of “{{what}}” is on hand twice' },
  'quota-beyond': { zh: '“{{what}}”超配额出库', en: '“{{what}}” was issued beyond its quota' },
  'quota-overdrawn': { zh: '“{{what}}”的配额被超用', en: 'A quota of “{{what}}” was overdrawn' },
};
const COLLISION: Text = { zh: '“{{what}}”在两地同时修改，请选定', en: '“{{what}}” was changed in two places: choose' };
const TITLE: Text = { zh: '需要您处理', en: 'Needs you' };
const SEVERAL: Text = { zh: '{{first}}，另有 {{others}} 项', en: '{{first}}, and {{others}} more' };

const filled = (text: Text, what: string): Text => ({ zh: fillText(text, 'zh', { what }), en: fillText(text, 'en', { what }) });

/** Stock exceptions that the person signed in may settle. */
export function stockCauses(setup: Setup, rows: readonly StockException[]): readonly Cause[] {
  const { office, person } = setup;
  if (office === undefined || person === undefined || !person.roles.some((role) => role === 'manager' || role === 'hq')) return [];
  return rows
    .filter((row) => office.headquarters || row.offices.includes(office.code))
    .map((row) => ({ id: `stock ${row.id}`, text: filled(KINDS[row.kind], row.itemName ?? row.subject), address: '/headquarters' }));
}

/** Cards of the person signed in that hold two values. */
export function cardCauses(rows: readonly Card[]): readonly Cause[] {
  return rows
    .filter((row) => row.collisions.length > 0)
    .map((row) => ({ id: `card ${row.id} ${row.collisions.join(' ')}`, text: filled(COLLISION, row.title), address: `/tasks/card/${row.id}` }));
}

export interface Noticing {
  /** @param attended whether the window has the person's attention. @returns the notice to show, if any. */
  causesAre(causes: readonly Cause[], attended: boolean): Notice | undefined;
}

/** Of one list that changes; its first state is what was there at the start. */
export function createNoticing(language: Language): Noticing {
  let known: ReadonlySet<string> | undefined;
  return {
    causesAre(causes, attended) {
      const before = known;
      known = new Set([...(before ?? []), ...causes.map(({ id }) => id)]);
      const fresh = before === undefined ? [] : causes.filter(({ id }) => !before.has(id));
      const [first] = fresh;
      if (first === undefined || attended) return undefined;
      const body = fresh.length === 1 ? first.text[language] : fillText(SEVERAL, language, { first: first.text, others: fresh.length - 1 });
      return { title: TITLE[language], body, address: first.address };
    },
  };
}
