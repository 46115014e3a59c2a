/** Queries on quotas: the matrix of offices, one quota with its workstations and history, and requests. */
import { isRefusal } from '#model/contract/refusal.ts';
import { makeStamp, stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { quotaList, quotaRead, quotaRequests } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import type { QuotaEntry } from '#model/stock/quota-kind.ts';
import { query, type Handler } from '../../area.ts';
import type { Reader, SqlValue } from '../../store/store.ts';
import { itemFor } from '../item-alias.ts';
import { findItem, SELECT_ITEM, type ItemRecord } from '../item-lookup.ts';
import { paged, splitCursor } from '../../paging.ts';
import { addFigures, deskName, figuresOf, findDesk, findQuota, freeAt, holdingsOf, type Figures } from './quota-rights.ts';
import type { QuotaRecord, RequestRecord } from './tables.ts';

const HISTORY_ROWS = 100;
const UNCOUNTED_ROWS = 50;

function shownFigures({ granted, used, lost, free, incomplete }: Figures) {
  return { granted: formatQuantity(granted), used: formatQuantity(used), lost: formatQuantity(lost), free: formatQuantity(free), incomplete };
}

function rowOf(read: Reader, quota: QuotaRecord, item: ItemRecord | undefined, workstation: string | undefined) {
  const holdings = holdingsOf(read, quota.id);
  const figures = holdings.map((holding) => ({ office: holding.office, ...figuresOf(holding) }));
  const all = addFigures(figures);
  return {
    id: quota.id,
    item: item?.code ?? quota.item,
    itemId: item?.id ?? quota.item,
    itemName: item?.name ?? quota.item,
    unit: item?.unit ?? '',
    from: quota.from_day,
    openedAtMs: stampMs(quota.at as Stamp),
    closed: quota.closed_at !== null,
    minted: formatQuantity(holdings.reduce((sum, { minted }) => sum + minted, 0)),
    used: formatQuantity(all.used),
    lost: formatQuantity(all.lost),
    free: formatQuantity(all.free),
    own: formatQuantity(workstation === undefined ? 0 : freeAt(read, quota.id, workstation)),
    offices: [...Map.groupBy(figures, ({ office }) => office)].map(([office, each]) => ({ office, ...shownFigures(addFigures(each)) })),
  };
}

function itemOf(read: Reader, id: string): ItemRecord | undefined {
  return read.get<ItemRecord>(`${SELECT_ITEM} WHERE item.id = ?`, itemFor(read, id));
}

function nameOf(read: Reader, person: string): string {
  return read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', person)?.name ?? person;
}

interface EntryRecord {
  readonly id: string;
  readonly act: QuotaEntry['act'];
  readonly workstation: string;
  readonly amount: number;
  readonly holder: string | null;
  readonly person: string;
  readonly note: string | null;
  readonly at: string;
}

/** By which offices a share changes hands; neither grant nor return where this computer does not know a workstation yet. */
function givingOf(read: Reader, { workstation, holder }: EntryRecord): 'grant' | 'give' | 'return' {
  const isOfHeadquarters = (id: string): number | undefined =>
    read.get<{ headquarters: number }>('SELECT office.headquarters FROM workstation JOIN office ON office.code = workstation.office WHERE workstation.id = ?', id)?.headquarters;
  const [from, to] = [isOfHeadquarters(workstation), holder === null ? undefined : isOfHeadquarters(holder)];
  if (from === undefined || to === undefined || from === to) return 'give';
  return from === 1 ? 'grant' : 'return';
}

function historyOf(read: Reader, quota: string) {
  const rows = read.all<EntryRecord>('SELECT * FROM quota_entry WHERE quota = ? ORDER BY at DESC, id DESC LIMIT ?', quota, HISTORY_ROWS);
  return rows.map((row) => ({
    id: row.id,
    act: row.act === 'give' ? givingOf(read, row) : row.act,
    by: deskName(read, row.workstation),
    byName: nameOf(read, row.person),
    to: row.holder === null ? null : deskName(read, row.holder),
    amount: formatQuantity(row.amount),
    note: row.note,
    atMs: stampMs(row.at as Stamp),
  }));
}

/** The first stamp of the day from which a quota counts, where this computer stands. */
function inForceFrom({ from_day: from, at }: QuotaRecord): string {
  const dayMs = from === null ? 0 : new Date(`${from}T00:00:00`).getTime();
  const first = makeStamp(dayMs, 0, '00000000');
  return first > at ? first : at;
}

function uncountedOf(read: Reader, quota: QuotaRecord) {
  const rows = read.all<{ id: string; number: string; office: string; quantity: number; beyond: number | null; at: string }>(
    `SELECT movement.id, movement.number, movement.office, movement.quantity, quota_use.beyond, movement.at
     FROM movement LEFT JOIN quota_use ON quota_use.movement = movement.id AND quota_use.office = movement.office
     WHERE movement.item = ? AND movement.at > ? AND movement.at < ? AND movement.kind = 'issue' AND coalesce(quota_use.beyond, 1) = 1
       AND NOT EXISTS (SELECT 1 FROM movement AS reversal WHERE reversal.reverses = movement.id AND reversal.office = movement.office)
     ORDER BY movement.at DESC, movement.id DESC LIMIT ?`,
    itemFor(read, quota.item),
    inForceFrom(quota),
    quota.closed_at ?? '~',
    UNCOUNTED_ROWS,
  );
  return rows.map(({ id, number, office, quantity, beyond, at }) => ({
    movement: id,
    number,
    office,
    quantity: formatQuantity(quantity),
    beyond: beyond === 1,
    atMs: stampMs(at as Stamp),
  }));
}

interface ListedRequest extends RequestRecord {
  readonly quota_item: string | null;
}

export const quotaQueries: readonly Handler[] = [
  query(quotaList, ({ read, actor }, input) => {
    const [at, id] = splitCursor(input.cursor);
    const conditions = ['(at, id) > (?, ?)'];
    const values: SqlValue[] = [at, id];
    if (input.item !== undefined) {
      const item = findItem(read, input.item);
      if (isRefusal(item)) return item;
      conditions.push('(item = ? OR item IN (SELECT id FROM item_alias WHERE item = ?))');
      values.push(item.id, item.id);
    }
    if (!input.closed) conditions.push('closed_at IS NULL');
    const rows = read.all<QuotaRecord>(`SELECT * FROM quota WHERE ${conditions.join(' AND ')} ORDER BY at, id LIMIT ?`, ...values, input.limit + 1);
    return paged(rows, input.limit, (row) => rowOf(read, row, itemOf(read, row.item), actor?.workstation), (row) => `${row.at}\n${row.id}`);
  }),

  query(quotaRead, ({ read, actor }, input) => {
    const named = findQuota(read, input.quota);
    if (isRefusal(named)) return named;
    const { quota, item } = named;
    return {
      ...rowOf(read, quota, item, actor?.workstation),
      holders: holdingsOf(read, quota.id).map((holding) => ({
        workstation: holding.workstation,
        name: deskName(read, holding.workstation),
        office: holding.office,
        revoked: findDesk(read, holding.workstation)?.revoked === 1,
        here: holding.workstation === actor?.workstation,
        ...shownFigures(figuresOf(holding)),
      })),
      history: historyOf(read, quota.id),
      uncounted: uncountedOf(read, quota),
    };
  }),

  query(quotaRequests, ({ read, actor }, input) => {
    const office = actor?.office ?? '';
    const [at, id] = splitCursor(input.cursor);
    const conditions = ['(of_office = ? OR office = ?)'];
    const values: SqlValue[] = [office, office];
    if (input.state !== undefined) {
      conditions.push('state = ?');
      values.push(input.state);
    }
    if (at !== '') {
      conditions.push('(at, id) < (?, ?)');
      values.push(at, id);
    }
    const rows = read.all<ListedRequest>(
      `SELECT quota_request.*, (SELECT item FROM quota WHERE quota.id = quota_request.quota) AS quota_item FROM quota_request
       WHERE ${conditions.join(' AND ')} ORDER BY at DESC, id DESC LIMIT ?`,
      ...values,
      input.limit + 1,
    );
    return paged(
      rows,
      input.limit,
      (row) => {
        const item = row.quota_item === null ? undefined : itemOf(read, row.quota_item);
        return {
          id: row.id,
          quota: row.quota,
          item: item?.code ?? '',
          itemName: item?.name ?? '',
          unit: item?.unit ?? '',
          office: row.office,
          workstation: row.workstation,
          byDesk: deskName(read, row.workstation),
          ofOffice: row.of_office,
          ofWorkstation: row.of_workstation,
          ofDesk: deskName(read, row.of_workstation),
          amount: formatQuantity(row.amount),
          given: row.given === null ? null : formatQuantity(row.given),
          state: row.state,
          byName: nameOf(read, row.person),
          note: row.note,
          answerNote: row.answer_note,
          atMs: stampMs(row.at as Stamp),
          mine: row.of_workstation === actor?.workstation ? ('to-answer' as const) : row.workstation === actor?.workstation ? ('asked' as const) : ('none' as const),
        };
      },
      (row) => `${row.at}\n${row.id}`,
    );
  }),
];
