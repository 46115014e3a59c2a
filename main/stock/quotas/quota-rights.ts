/** What of a quota is whose, as far as it is known here. Of its own rights a workstation knows all. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import { localDay } from '../../local-day.ts';
import type { Reader } from '../../store/store.ts';
import { itemFor } from '../item-alias.ts';
import { findItem, SELECT_ITEM, type ItemRecord } from '../item-lookup.ts';
import type { HoldingRecord, QuotaRecord } from './tables.ts';

/** Thousandths of a quota at a workstation, or summed over several. */
export interface Figures {
  /** What it holds or has used: minted and received, less given away. */
  readonly granted: number;
  readonly used: number;
  /** Rights of a workstation that was written off. */
  readonly lost: number;
  readonly free: number;
  /** More was used than is known to have been given: something has not arrived here yet. */
  readonly incomplete: boolean;
}

export function figuresOf(holding: HoldingRecord): Figures {
  const granted = holding.minted + holding.received - holding.given;
  const left = granted - holding.used;
  const held = Math.max(0, left);
  return { granted, used: holding.used, lost: holding.written_off === 1 ? held : 0, free: holding.written_off === 1 ? 0 : held, incomplete: left < 0 };
}

export function addFigures(all: readonly Figures[]): Figures {
  const sum = (pick: (figures: Figures) => number): number => all.reduce((total, each) => total + pick(each), 0);
  return {
    granted: sum(({ granted }) => granted),
    used: sum(({ used }) => used),
    lost: sum(({ lost }) => lost),
    free: sum(({ free }) => free),
    incomplete: all.some(({ incomplete }) => incomplete),
  };
}

export function holdingsOf(read: Reader, quota: string): readonly HoldingRecord[] {
  return read.all<HoldingRecord>('SELECT * FROM quota_holding WHERE quota = ? ORDER BY office, workstation', quota);
}

/** What a workstation may still issue or give; thousandths. */
export function freeAt(read: Reader, quota: string, workstation: string): number {
  const holding = read.get<HoldingRecord>('SELECT * FROM quota_holding WHERE quota = ? AND workstation = ?', quota, workstation);
  return holding === undefined ? 0 : figuresOf(holding).free;
}

const OF_ITEM = 'SELECT * FROM quota WHERE (item = ?1 OR item IN (SELECT id FROM item_alias WHERE item = ?1)) AND closed_at IS NULL';

/** Quotas that an item stands under, also by the items merged into it; oldest first. */
export function openQuotas(read: Reader, item: string): readonly QuotaRecord[] {
  return read.all<QuotaRecord>(`${OF_ITEM} ORDER BY at, id`, item);
}

/** Those of them that count on the day that it is here. */
export function quotasInForce(read: Reader, item: string, nowMs: number): readonly QuotaRecord[] {
  return openQuotas(read, item).filter(({ from_day: from }) => from === null || from <= localDay(nowMs));
}

export interface NamedQuota {
  readonly quota: QuotaRecord;
  readonly item: ItemRecord;
}

/** The quota by its id, or the oldest that an item stands under, or why there is none. */
export function findQuota(read: Reader, reference: string): NamedQuota | Refusal {
  const byId = read.get<QuotaRecord>('SELECT * FROM quota WHERE id = ?', reference);
  if (byId !== undefined) {
    const item = read.get<ItemRecord>(`${SELECT_ITEM} WHERE item.id = ?`, itemFor(read, byId.item));
    return item === undefined ? refuse('quota.unknown', { quota: reference }, 'quota') : { quota: byId, item };
  }
  const item = findItem(read, reference);
  if ('refused' in item) return refuse('quota.unknown', { quota: reference }, 'quota');
  const [quota] = openQuotas(read, item.id);
  return quota === undefined ? refuse('quota.none', { item: item.name }, 'quota') : { quota, item };
}

export interface Desk {
  readonly id: string;
  readonly office: string;
  readonly letter: string;
  readonly revoked: number;
}

/** A workstation as the directory knows it. */
export function findDesk(read: Reader, id: string): Desk | undefined {
  return read.get<Desk>('SELECT id, office, letter, revoked FROM workstation WHERE id = ?', id);
}

/** The workstations in force of an office, by letter. */
export function desksOf(read: Reader, office: string): readonly Desk[] {
  return read.all<Desk>('SELECT id, office, letter, revoked FROM workstation WHERE office = ? AND revoked = 0 ORDER BY letter, id', office);
}

/** As people call a workstation: `BJ-A`. One that the directory does not name yet is called by its id. */
export function deskName(read: Reader, id: string): string {
  const desk = findDesk(read, id);
  return desk === undefined ? id : `${desk.office}-${desk.letter}`;
}
