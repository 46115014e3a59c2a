/** Several offices of one organisation, for tests of what they post apart. */
import { itemCreate } from '#model/stock/operations.ts';
import { openReplica, type Replica, type ReplicaOptions } from './replica.ts';

export const START_MS = Date.UTC(2026, 10, 23, 9);

export interface Offices {
  readonly clock: { ms: number };
  readonly sh: Replica;
  readonly bj: Replica;
  /** A manager's workstation of the same office. */
  readonly bj2: Replica;
  readonly gz: Replica;
  open(options: Omit<ReplicaOptions, 'nowMs'>): Promise<Replica>;
  /** Gives every replica what the others made. */
  exchange(): Promise<void>;
  close(): void;
}

/** Headquarters and two offices that know the items `M6` and `M8`. */
export async function openOffices(): Promise<Offices> {
  const clock = { ms: START_MS };
  const opened: Replica[] = [];
  const open = async (options: Omit<ReplicaOptions, 'nowMs'>): Promise<Replica> => {
    const replica = await openReplica({ ...options, nowMs: () => clock.ms });
    opened.push(replica);
    return replica;
  };
  const sh = await open({ office: 'SH', letter: 'A', headquarters: true, roles: ['hq', 'manager'] });
  const bj = await open({ office: 'BJ', letter: 'A' });
  const bj2 = await open({ office: 'BJ', letter: 'B', roles: ['manager'] });
  const gz = await open({ office: 'GZ', letter: 'A' });
  const exchange = async (): Promise<void> => {
    const made = opened.map((replica) => replica.takeUpdates());
    for (const [from, updates] of made.entries()) {
      for (const [to, replica] of opened.entries()) {
        if (from !== to) for (const update of updates) await replica.receive(update);
      }
    }
  };
  await sh.must(itemCreate, { code: 'M6', name: '六角螺钉', unit: '个' });
  await sh.must(itemCreate, { code: 'M8', name: '六角螺母', unit: '个' });
  await exchange();
  return {
    clock,
    sh,
    bj,
    bj2,
    gz,
    open,
    exchange,
    close() {
      for (const replica of opened) replica.close();
    },
  };
}
