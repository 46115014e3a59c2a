/** What a company does all day, through the real areas: receive, issue (one item under quota), send and accept stock, and change cards. */
import type { CallResult } from '#model/contract/port.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import { ledgerName } from '#model/stock/ledger-kind.ts';
import { stampMonth } from '#model/stock/movement.ts';
import { checkLedgers, checkShown } from './business-checks.ts';
import { editSomething, mentions } from './editing-workload.ts';
import type { Confirmed, Workload } from './scenario.ts';
import type { SimulatedOffice } from './simulated-office.ts';
import type { World } from './world.ts';

const ITEMS = ['M6', 'M8'];
const OFFICES = ['SH', 'BJ', 'GZ'];
const PARTNER = 'S1';
/** The item that is issued within quotas alone. */
const SCARCE = 'M8';

export const businessWorkload: Workload = { prepare, edit, check };

async function prepare(offices: readonly SimulatedOffice[]): Promise<void> {
  const headquarters = offices[0];
  if (headquarters === undefined) throw new Error('no headquarters');
  const partner = await headquarters.insist('partner.create', { code: PARTNER, name: '华东五金', role: 'both' });
  if (!partner.ok) throw new Error(`not prepared: ${JSON.stringify(partner)}`);
  const calls = ITEMS.map((code) => headquarters.insist('item.create', { code, name: `螺钉 ${code}`, unit: '个' }));
  calls.push(headquarters.insist('board.create', { title: '盘点' }));
  for (const result of await Promise.all(calls)) if (!result.ok) throw new Error(`not prepared: ${JSON.stringify(result)}`);
  const opened = await headquarters.insist('quota.open', { item: SCARCE, total: '30' });
  if (!opened.ok) throw new Error(`not prepared: ${JSON.stringify(opened)}`);
}

function edit(world: World, offices: readonly SimulatedOffice[], confirmed: Confirmed[], id: string): void {
  const { random } = world;
  for (let edits = random.below(4); edits > 0; edits -= 1) {
    const office = random.pick(offices);
    if (!office.running) continue;
    const item = random.pick(ITEMS);
    const quantity = String(1 + random.below(9));
    const note = `${id}-${edits}`;
    switch (random.below(10)) {
      case 0:
      case 1:
        void office.insist('stock.receive', { item, quantity, note }).then((result) => confirmMovement(confirmed, result, office));
        break;
      case 2:
      case 3:
        void office.insist('stock.issue', { item, quantity, reason: 'consumption', note }).then((result) => confirmMovement(confirmed, result, office));
        break;
      case 4: {
        const to = random.pick(OFFICES.filter((each) => each !== office.office));
        void office.insist('stock.transfer', { item, quantity, to }).then((result) => confirmMovement(confirmed, result, office));
        break;
      }
      case 5: {
        const open = office.store.read.get<{ id: string; sent: number }>(
          `SELECT id, sent FROM transfer WHERE to_office = ? AND received_at IS NULL ORDER BY id LIMIT 1`,
          office.office,
        );
        if (open === undefined) break;
        const input = { transfer: open.id, quantity: String(open.sent / 1000) };
        void office.insist('stock.acceptTransfer', input).then((result) => confirmMovement(confirmed, result, office));
        break;
      }
      case 6:
        trade(random, office, confirmed, { item, quantity });
        break;
      case 7:
        // Refused until the month is over.
        void office.insist('month.close', { month: '2026-09', missing: random.chance(0.5) ? OFFICES : [] });
        break;
      case 8:
        passShare(random, office, quantity);
        break;
      default:
        editSomething(world, office, confirmed, note);
    }
  }
}

/** Orders from the partner, or receives what is open of an order. */
function trade(random: World['random'], office: SimulatedOffice, confirmed: Confirmed[], line: { readonly item: string; readonly quantity: string }): void {
  const open = office.store.read.get<{ id: string }>('SELECT order_id AS id FROM order_line WHERE office = ? AND open > 0 ORDER BY order_id LIMIT 1', office.office);
  if (open === undefined || random.chance(0.3)) {
    void office.insist('order.create', { kind: 'purchase', partner: PARTNER, lines: [{ ...line, unitPrice: '1.25' }] });
  } else {
    const posted = office.insist('stock.postDocument', { kind: 'receipt', order: open.id, lines: [line] });
    void posted.then((result) => confirmMovement(confirmed, result, office));
  }
}

/** Passes some of a quota on; what is refused has changed nothing. */
function passShare(random: World['random'], office: SimulatedOffice, amount: string): void {
  const other = random.pick(office.store.read.all<{ id: string }>('SELECT id FROM workstation ORDER BY id').map(({ id }) => id));
  const asked = office.store.read.get<{ id: string }>(`SELECT id FROM quota_request WHERE state = 'open' ORDER BY id LIMIT 1`)?.id;
  if (office.office === 'SH') {
    if (random.chance(0.2)) void office.insist('quota.mint', { quota: SCARCE, amount });
    else void office.insist('quota.grant', { quota: SCARCE, office: random.pick(['BJ', 'GZ']), amount });
  } else if (asked !== undefined && random.chance(0.4)) void office.insist('quota.answer', { request: asked, accept: true });
  else if (random.chance(0.5)) void office.insist('quota.handOver', { quota: SCARCE, workstation: other, amount });
  else void office.insist('quota.request', { quota: SCARCE, workstation: other, amount });
}

/** The answer may come after a restart, or in another life of the office than the one that the movement was made in. */
function confirmMovement(confirmed: Confirmed[], result: CallResult, { store }: SimulatedOffice): void {
  const id = idOf(result);
  if (id === undefined) return;
  const held = store.read.get<{ office: string; at: string; part: number }>('SELECT office, at, part FROM movement WHERE id = ?', id);
  if (held === undefined) throw new Error(`movement ${id} was confirmed and is not there`);
  const document = ledgerName({ office: held.office, month: stampMonth(held.at as Stamp), part: held.part });
  confirmed.push({ document, found: (doc) => mentions(doc, id), mark: id });
}

function idOf(result: CallResult): string | undefined {
  if (!result.ok) return undefined;
  const value = result.value as { readonly id?: unknown; readonly movement?: unknown; readonly lines?: readonly { readonly movement: unknown }[] };
  const id = value.lines?.[0]?.movement ?? value.movement ?? value.id;
  if (typeof id !== 'string') throw new Error(`an answer without an id: ${JSON.stringify(result.value)}`);
  return id;
}

async function check(offices: readonly SimulatedOffice[], { world, refuses }: Parameters<Workload['check']>[1]): Promise<void> {
  checkShown(offices, refuses);
  await checkLedgers(offices, world, refuses);
}
