/** Suppliers and customers. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import { CATALOGUE_DOCUMENT, type Partner } from '#model/stock/catalogue-kind.ts';
import { partnerCreate, partnerList, partnerUpdate } from '#model/stock/operations.ts';
import { command, query, type CommandContext, type Handler } from '../area.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { editEntry } from './catalogue-edit.ts';
import { matchingPartners } from './item-search.ts';
import { paged, pagedAsFound, splitCursor } from '../paging.ts';

interface PartnerRecord {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly role: Partner['role'];
  readonly contact: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly tax_number: string | null;
  readonly note: string | null;
  readonly payment_days: number | null;
  readonly discontinued: number;
  readonly collided: string;
}

function rowOf(row: PartnerRecord) {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    role: row.role,
    contact: row.contact,
    phone: row.phone,
    address: row.address,
    taxNumber: row.tax_number,
    note: row.note,
    paymentDays: row.payment_days,
    discontinued: row.discontinued === 1,
    collided: JSON.parse(row.collided) as string[],
  };
}

function codeRefusal(read: Reader, id: string, code: string | undefined): Refusal<'partner.code-taken'> | undefined {
  if (code === undefined) return undefined;
  const other = read.get<{ name: string }>('SELECT name FROM partner WHERE code = ? AND id <> ?', code, id);
  return other === undefined ? undefined : refuse('partner.code-taken', { code, name: other.name }, 'code');
}

function written(context: CommandContext, id: string) {
  const row = context.tx.read.get<PartnerRecord>('SELECT * FROM partner WHERE id = ?', id);
  if (row === undefined) throw new Error(`partner ${id} was written and has no row`);
  return rowOf(row);
}

export const partnerHandlers: readonly Handler[] = [
  command(partnerCreate, (context, input) => {
    const id = context.newId();
    const taken = codeRefusal(context.tx.read, id, input.code);
    if (taken !== undefined) return taken;
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const partner = { id, ...given, by: context.actor.person, at: context.stamp() };
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      doc.getMap('partners').set(id, partner);
    });
    return written(context, id);
  }),

  command(partnerUpdate, (context, { partner, discontinued, ...fields }) => {
    const { read } = context.tx;
    const found = read.get<PartnerRecord>('SELECT * FROM partner WHERE id = ?1 OR code = ?1 ORDER BY id = ?1 DESC, id LIMIT 1', partner);
    if (found === undefined) return refuse('partner.unknown', { partner }, 'partner');
    const taken = codeRefusal(read, found.id, fields.code);
    if (taken !== undefined) return taken;
    editEntry(context, 'partners', found.id, { ...fields, ...(discontinued === undefined ? {} : { discontinued: discontinued ? true : null }) });
    return written(context, found.id);
  }),

  query(partnerList, ({ read }, input) => {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const where = (condition: string, ...given: readonly SqlValue[]): void => {
      conditions.push(condition);
      values.push(...given);
    };
    if (input.id !== undefined) where('id = ?', input.id);
    if (input.role !== undefined) where(`role IN (?, 'both')`, input.role);
    if (input.discontinued !== undefined) where(`discontinued = ${input.discontinued ? '1' : '0'}`);
    if (input.text !== undefined && input.text !== '') {
      const found = matchingPartners(read, input.text);
      where('id IN (SELECT value FROM json_each(?))', JSON.stringify(found));
      return pagedAsFound(read.all<PartnerRecord>(`SELECT * FROM partner WHERE ${conditions.join(' AND ')}`, ...values), found, input, rowOf);
    }
    where('(code, id) > (?, ?)', ...splitCursor(input.cursor));
    const rows = read.all<PartnerRecord>(`SELECT * FROM partner WHERE ${conditions.join(' AND ')} ORDER BY code, id LIMIT ?`, ...values, input.limit + 1);
    return paged(rows, input.limit, rowOf, (row) => `${row.code}\n${row.id}`);
  }),
];
