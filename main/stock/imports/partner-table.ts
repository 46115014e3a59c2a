/** Suppliers and customers as a table to import, known by their code (EXCHANGE-9). */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { CatalogueEdit } from '#model/stock/catalogue-edits.ts';
import { CATALOGUE_DOCUMENT } from '#model/stock/catalogue-kind.ts';
import type { CommandContext } from '../../area.ts';
import type { CellChange, CompareContext, Comparison, ImportTable, PlannedRow, RowValues, UndoCounts, WrittenRow } from '../../exchange-table.ts';
import type { Reader } from '../../store/store.ts';
import { editsOf, writeEdits } from '../catalogue-edit.ts';
import { PARTNER_FIELDS } from './partner-fields.ts';

/** Partners in one edit; the update of each edit stays far below what a relay takes at once. */
const EDIT_PARTNERS = 500;

type Values = Readonly<Record<string, string | null>>;

interface PartnerValues {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly role: string;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly tax_number: string | null;
  readonly note: string | null;
  readonly payment_days: number | null;
  readonly discontinued: number;
}

/** A partner's values as the fields hold them: read as a file's cell would be, so that a file written from here says the same. */
function currentValues(partner: PartnerValues): Values {
  const stands: Values = {
    code: partner.code,
    name: partner.name,
    role: partner.role,
    contact: partner.contact,
    phone: partner.phone,
    address: partner.address,
    taxNumber: partner.tax_number,
    note: partner.note,
    paymentDays: partner.payment_days === null ? null : String(partner.payment_days),
    discontinued: partner.discontinued === 1 ? 'true' : 'false',
  };
  return Object.fromEntries(PARTNER_FIELDS.map(({ id, read }) => [id, asRead(stands[id] ?? null, read)]));
}

function asRead(value: string | null, read: (typeof PARTNER_FIELDS)[number]['read']): string | null {
  if (value === null) return null;
  const cell = read(value);
  return 'value' in cell ? (cell.value ?? null) : value;
}

function partnersOf(read: Reader, code: string): readonly PartnerValues[] {
  return read.all<PartnerValues>('SELECT * FROM partner WHERE code = ? LIMIT 2', code);
}

function partnerOf(read: Reader, id: string): PartnerValues | undefined {
  return read.get<PartnerValues>('SELECT * FROM partner WHERE id = ?', id);
}

function compare({ read, withdrawn }: CompareContext, values: RowValues): Comparison {
  const code = values['code'] ?? '';
  const found = partnersOf(read, code);
  const [partner] = found;
  if (found.length > 1) {
    const expected = { zh: '只属于一家单位的编码；现有两家用它，请先改掉其中一个', en: 'a code of one partner; two have it here, so change one of them first' };
    return { state: 'wrong', problems: [{ field: 'code', expected, found: code }] };
  }
  if (partner === undefined) return { state: 'new' };
  const back = withdrawn.has(partner.id) && values['discontinued'] === undefined;
  const changes = changesOf(currentValues(partner), back ? { ...values, discontinued: 'false' } : values);
  return changes.length === 0 ? { state: 'unchanged' } : { state: 'changed', key: partner.id, changes };
}

/** An empty cell changes nothing. A code that differs in case alone is the same code, and is kept as it stands. */
function changesOf(current: Values, values: RowValues): readonly CellChange[] {
  return PARTNER_FIELDS.flatMap(({ id }) => {
    const after = values[id];
    const before = current[id] ?? null;
    return id === 'code' || after === undefined || after === before ? [] : [{ field: id, before, after }];
  });
}

/** A value of a file as the catalogue holds it. */
function heldValue(field: string, value: string | null): unknown {
  if (field === 'discontinued') return value === 'true' ? true : null;
  return field === 'paymentDays' && value !== null ? Number(value) : value;
}

function heldFields(values: Readonly<Record<string, string | null>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, heldValue(field, value)]));
}

/** Whether what was previewed still stands; the first that does not, as a refusal. */
function movedRefusal(read: Reader, { row, values, key, changes }: PlannedRow): Refusal | undefined {
  const moved = (field: string, expected: string | null, found: string | null): Refusal => {
    const name = PARTNER_FIELDS.find(({ id }) => id === field)?.name ?? { zh: field, en: field };
    return refuse('import.moved', { row, field: name, expected: expected ?? '', found: found ?? '' }, field);
  };
  if (key === undefined) {
    const [taken] = partnersOf(read, values['code'] ?? '');
    return taken === undefined ? undefined : moved('code', null, taken.name);
  }
  const partner = partnerOf(read, key);
  if (partner === undefined) return moved('code', values['code'] ?? '', null);
  const current = currentValues(partner);
  const change = changes.find(({ field, before }) => (current[field] ?? null) !== before);
  return change === undefined ? undefined : moved(change.field, change.before, current[change.field] ?? null);
}

function apply(context: CommandContext, rows: readonly PlannedRow[]): readonly WrittenRow[] | Refusal {
  for (const row of rows) {
    const refusal = movedRefusal(context.tx.read, row);
    if (refusal !== undefined) return refusal;
  }
  const added: NewPartner[] = [];
  const edits: CatalogueEdit[] = [];
  const written: WrittenRow[] = [];
  for (const { values, key, changes } of rows) {
    if (key === undefined) {
      const partner = newPartner(context, values);
      added.push(partner);
      written.push({ key: partner.id, created: true, changes });
      continue;
    }
    edits.push(...editsOf(context, 'partners', key, heldFields(Object.fromEntries(changes.map(({ field, after }) => [field, after])))));
    written.push({ key, created: false, changes });
  }
  for (let from = 0; from < added.length; from += EDIT_PARTNERS) {
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      for (const partner of added.slice(from, from + EDIT_PARTNERS)) doc.getMap('partners').set(partner.id, partner);
    });
  }
  writePortions(context, edits);
  return written;
}

type NewPartner = Readonly<Record<string, unknown>> & { readonly id: string };

function newPartner(context: CommandContext, values: RowValues): NewPartner {
  const given = Object.entries(heldFields({ role: 'both', ...withoutEmpty(values) })).filter(([, value]) => value !== null);
  return { id: context.newId(), ...Object.fromEntries(given), by: context.actor.person, at: context.stamp() };
}

function withoutEmpty(values: RowValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function writePortions(context: CommandContext, edits: readonly CatalogueEdit[]): void {
  for (let from = 0; from < edits.length; from += EDIT_PARTNERS) writeEdits(context, edits.slice(from, from + EDIT_PARTNERS));
}

function undo(context: CommandContext, rows: readonly WrittenRow[]): UndoCounts {
  const counts = { restored: 0, kept: 0, withdrawn: 0 };
  const edits: CatalogueEdit[] = [];
  for (const { key, created, changes } of rows) {
    const partner = partnerOf(context.tx.read, key);
    if (partner === undefined) continue;
    const current = currentValues(partner);
    const standing = changes.filter(({ field, after }) => current[field] === after);
    if (created) counts.withdrawn += 1;
    else {
      counts.restored += standing.length;
      counts.kept += changes.length - standing.length;
    }
    const back: Record<string, string | null> = created ? { discontinued: 'true' } : Object.fromEntries(standing.map(({ field, before }) => [field, before]));
    edits.push(...editsOf(context, 'partners', key, heldFields(back)));
  }
  writePortions(context, edits);
  return counts;
}

export const partnerTable: ImportTable = {
  id: 'partners',
  name: { zh: '往来单位', en: 'Suppliers and customers' },
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  maxRows: 20_000,
  fields: PARTNER_FIELDS,
  unique: [['code']],
  compare,
  apply,
  undo,
};
