/** Edits of documents of the plainest kinds. */
import type * as Y from 'yjs';
import { enter, fakeKinds, insertText, journalName, noticeName, pageName, setField } from './fake-kinds.ts';
import { createKindRegistry } from '#model/document/registry.ts';
import type { Confirmed, Refusals, Workload } from './scenario.ts';
import type { SimulatedOffice } from './simulated-office.ts';
import type { World } from './world.ts';

/** Amounts that the relay takes in no journal, although the offices do. */
const REFUSED_AMOUNT = 13;

const refusals: Refusals = {
  kinds: (isWithdrawn) =>
    createKindRegistry(
      fakeKinds.kinds.map((kind) =>
        kind.kind === 'directory'
          ? kind
          : {
              ...kind,
              mayWrite: (name, writer) => !isWithdrawn(writer.office) && kind.mayWrite(name, writer),
              check: (change, context) =>
                kind.kind === 'journal' && change.entries.some(({ after }) => after === REFUSED_AMOUNT)
                  ? { rule: 'FAKE-2', detail: 'an amount that the relay refuses' }
                  : kind.check(change, context),
            },
      ),
    ),
  holds: (update, { mark }) => mark !== undefined && Buffer.from(update).includes(mark),
};

export const fakeWorkload: Workload = { kinds: fakeKinds, areas: () => [], prepare: () => Promise.resolve(), edit, check: () => undefined };

/** The same with a relay that refuses now and then. */
export const refusedWorkload: Workload = { ...fakeWorkload, refusals };

function edit({ random }: World, offices: readonly SimulatedOffice[], confirmed: Confirmed[], id: string): void {
  for (let edits = random.below(4); edits > 0; edits -= 1) {
    const office = random.pick(offices);
    if (!office.running) continue;
    const key = `${id}-${edits}-${office.name}`;
    const { document, change, found } = random.pick([journalEdit, noticeEdit, pageEdit])(random.below(3), office.office, key, random.below(30));
    void office.confirm((tx) => tx.edit(document, change)).then((told) => (told ? confirmed.push({ document, found, mark: key }) : undefined));
  }
}

interface Edit extends Confirmed {
  readonly change: (doc: Y.Doc) => void;
}

function journalEdit(number: number, office: string, key: string, amount: number): Edit {
  return { document: journalName(office, number), change: (doc) => enter(doc, key, amount), found: (doc) => doc.getMap('entries').get(key) === amount };
}

function noticeEdit(number: number, _office: string, key: string, amount: number): Edit {
  const field = `field ${amount % 4}`;
  return { document: noticeName(number), change: (doc) => setField(doc, field, key), found: (doc) => doc.getMap('fields').has(field) };
}

function pageEdit(number: number, _office: string, key: string, amount: number): Edit {
  const text = `<${key}>`;
  return {
    document: pageName(number),
    change: (doc) => insertText(doc, amount, text),
    // Others may have written into the middle of it: all its characters are there, in order.
    found: (doc) => isSubsequence(text, textOf(doc)),
  };
}

function textOf(doc: Y.Doc): string {
  const body: { toString(): string } = doc.getXmlFragment('body');
  return body.toString().replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}

function isSubsequence(part: string, whole: string): boolean {
  let place = 0;
  for (const letter of whole) if (letter === part[place]) place += 1;
  return place === part.length;
}
