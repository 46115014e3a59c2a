/** A company's day with a relay that refuses some movements, and all of an office while its right is withdrawn. */
import { createKindRegistry } from '#model/document/registry.ts';
import type { EntryChange } from '#model/document/kind.ts';
import { kinds } from '#model/kinds.ts';
import { businessWorkload } from './business-workload.ts';
import type { Refusals, Workload } from './scenario.ts';

/** In thousandths: the relay takes it in no ledger, although the offices do. */
const REFUSED_QUANTITY = 7000;

function isRefused({ after }: EntryChange): boolean {
  return typeof after === 'object' && after !== null && 'quantity' in after && Math.abs(Number(after.quantity)) === REFUSED_QUANTITY;
}

const refusals: Refusals = {
  kinds: (isWithdrawn) =>
    createKindRegistry(
      kinds.kinds.map((kind) =>
        kind.kind === 'directory'
          ? kind
          : {
              ...kind,
              mayWrite: (name, writer) => !isWithdrawn(writer.office) && kind.mayWrite(name, writer),
              check: (change, context) =>
                kind.kind === 'ledger' && change.entries.some(isRefused)
                  ? { rule: 'FAKE-2', detail: 'an amount that the relay refuses' }
                  : kind.check(change, context),
            },
      ),
    ),
  holds: (update, { mark }) => mark !== undefined && Buffer.from(update).includes(mark),
};

export const refusedWorkload: Workload = { ...businessWorkload, refusals };
