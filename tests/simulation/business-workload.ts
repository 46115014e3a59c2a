/** What a company does all day, through the real areas: receive, issue (one item under quota), send and accept stock, and change cards. */
import type * as Y from 'yjs';
import { kinds } from '#model/kinds.ts';
import type { CallResult } from '#model/contract/port.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { createStockArea } from '../../main/stock/index.ts';
import { createTasksArea } from '../../main/tasks/tasks-area.ts';
import type { Confirmed, Workload } from './scenario.ts';
import type { SimulatedOffice } from './simulated-office.ts';
import type { World } from './world.ts';

const ITEMS = ['M6', 'M8'];
const OFFICES = ['SH', 'BJ', 'GZ'];
/** The item that is issued within quotas alone. */
const SCARCE = 'M8';

export const businessWorkload: Workload = { kinds, areas: () => [createStockArea(), createTasksArea()], prepare, edit, check };

async function prepare(offices: readonly SimulatedOffice[]): Promise<void> {
  const headquarters = offices[0];
  if (headquarters === undefined) throw new Error('no headquarters');
  const calls = ITEMS.map((code) => headquarters.call('item.create', { code, name: `螺钉 ${code}`, unit: '个' }));
  calls.push(headquarters.call('board.create', { title: '盘点' }));
  for (const result of await Promise.all(calls)) if (result?.ok !== true) throw new Error(`not prepared: ${JSON.stringify(result)}`);
  const opened = await headquarters.call('quota.open', { item: SCARCE, total: '30' });
  if (opened?.ok !== true) throw new Error(`not prepared: ${JSON.stringify(opened)}`);
}

function edit({ random }: World, offices: readonly SimulatedOffice[], confirmed: Confirmed[], id: string): void {
  for (let edits = random.below(4); edits > 0; edits -= 1) {
    const office = random.pick(offices);
    if (!office.running) continue;
    const item = random.pick(ITEMS);
    const quantity = String(1 + random.below(9));
    switch (random.below(8)) {
      case 0:
      case 1:
        void office.call('stock.receive', { item, quantity }).then((result) => confirmMovement(confirmed, result, office));
        break;
      case 2:
      case 3:
        void office.call('stock.issue', { item, quantity, reason: 'consumption' }).then((result) => confirmMovement(confirmed, result, office));
        break;
      case 4: {
        const to = random.pick(OFFICES.filter((each) => each !== office.office));
        void office.call('stock.transfer', { item, quantity, to }).then((result) => confirmMovement(confirmed, result, office));
        break;
      }
      case 5: {
        const open = office.store.read.get<{ id: string; sent: number }>(
          `SELECT id, sent FROM transfer WHERE to_office = ? AND received_at IS NULL ORDER BY id LIMIT 1`,
          office.office,
        );
        if (open === undefined) break;
        const input = { transfer: open.id, quantity: String(open.sent / 1000) };
        void office.call('stock.acceptTransfer', input).then((result) => confirmMovement(confirmed, result, office));
        break;
      }
      case 6:
        passShare(random, office, quantity);
        break;
      default:
        editCard(random.chance(0.5) ? 'create' : 'update', office, confirmed, `${id}-${edits}`);
    }
  }
}

/** Passes some of a quota on; what is refused has changed nothing. */
function passShare(random: World['random'], office: SimulatedOffice, amount: string): void {
  const other = random.pick(office.store.read.all<{ id: string }>('SELECT id FROM workstation ORDER BY id').map(({ id }) => id));
  const asked = office.store.read.get<{ id: string }>(`SELECT id FROM quota_request WHERE state = 'open' ORDER BY id LIMIT 1`)?.id;
  if (office.office === 'SH') {
    if (random.chance(0.2)) void office.call('quota.mint', { quota: SCARCE, amount });
    else void office.call('quota.grant', { quota: SCARCE, office: random.pick(['BJ', 'GZ']), amount });
  } else if (asked !== undefined && random.chance(0.4)) void office.call('quota.answer', { request: asked, accept: true });
  else if (random.chance(0.5)) void office.call('quota.handOver', { quota: SCARCE, workstation: other, amount });
  else void office.call('quota.request', { quota: SCARCE, workstation: other, amount });
}

function editCard(what: 'create' | 'update', office: SimulatedOffice, confirmed: Confirmed[], title: string): void {
  const board = office.store.read.get<{ id: string }>('SELECT id FROM board')?.id;
  if (board === undefined) return;
  const card = what === 'update' ? office.store.read.get<{ id: string }>('SELECT id FROM card ORDER BY id LIMIT 1')?.id : undefined;
  const call = card === undefined ? office.call('card.create', { board, title }) : office.call('card.update', { id: card, title });
  void call.then((result) => {
    const id = idOf(result);
    if (id !== undefined) confirmed.push({ document: `board/${board}` as DocumentName, found: (doc) => mentions(doc, title) });
  });
}

/** Every edit of a card stays in its history, whatever the card shows now. */
function mentions(doc: Y.Doc, title: string): boolean {
  return JSON.stringify(doc.toJSON()).includes(title);
}

function confirmMovement(confirmed: Confirmed[], result: CallResult | undefined, office: SimulatedOffice): void {
  const id = idOf(result);
  if (id === undefined) return;
  const ledger = office.store.documents().map(({ name }) => name).find((name) => name.startsWith(`ledger/${office.office}/`));
  if (ledger !== undefined) confirmed.push({ document: ledger, found: (doc) => mentions(doc, id) });
}

function idOf(result: CallResult | undefined): string | undefined {
  if (result?.ok !== true) return undefined;
  const value = result.value as { readonly id?: unknown; readonly movement?: unknown };
  const id = value.movement ?? value.id;
  if (typeof id !== 'string') throw new Error(`an answer without an id: ${JSON.stringify(result.value)}`);
  return id;
}

interface LevelRow {
  readonly office: string;
  readonly item: string;
  readonly quantity: number;
}

/** Balances are the sums of the movements, and the same everywhere; no movement is on the road twice or lost; no quota is overdrawn. */
function check(offices: readonly SimulatedOffice[]): void {
  const views = offices.map(({ store, name }) => {
    const sums = store.read.all<LevelRow>('SELECT office, item, sum(quantity) AS quantity FROM movement GROUP BY office, item ORDER BY office, item');
    const levels = store.read
      .all<LevelRow>('SELECT office, item, quantity FROM stock_level WHERE entries > 0 ORDER BY office, item')
      .filter((level) => sums.some((sum) => sum.office === level.office && sum.item === level.item));
    if (JSON.stringify(sums) !== JSON.stringify(levels)) throw new Error(`balances at ${name} are not the sums: ${JSON.stringify({ sums, levels })}`);
    const overdrawn = store.read.all('SELECT * FROM quota_holding WHERE minted + received - given - used < 0');
    if (overdrawn.length > 0) throw new Error(`a quota is overdrawn at ${name}: ${JSON.stringify(overdrawn)}`);
    const tables = ['movement', 'transfer', 'stock_exception', 'quota', 'quota_holding', 'quota_use', 'quota_request', 'card', 'board'];
    return JSON.stringify(tables.map((table) => [table, store.read.all(`SELECT * FROM ${table}`).map((row) => JSON.stringify(row)).toSorted()]));
  });
  const different = offices.find((_, index) => views[index] !== views[0]);
  if (different !== undefined) throw new Error(`what ${different.name} shows differs from ${offices[0]?.name}`);
}
