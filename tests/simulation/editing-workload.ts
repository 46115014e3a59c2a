/** What people write together: articles in open editors, letter by letter, and one board's cards. */
import * as Y from 'yjs';
import { articleKind, articleName } from '#model/knowledge/article-kind.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { checkShown } from './business-checks.ts';
import type { Confirmed, Workload } from './scenario.ts';
import type { SimulatedOffice } from './simulated-office.ts';
import type { World } from './world.ts';

const ARTICLES = ['1', '2', '3'].map((digit) => articleName(`00000000-0000-7000-8000-00000000000${digit}`));

export const editingWorkload: Workload = {
  async prepare([headquarters]) {
    const made = await headquarters?.insist('board.create', { title: '盘点' });
    if (made?.ok !== true) throw new Error(`not prepared: ${JSON.stringify(made)}`);
  },
  edit(world, offices, confirmed, id) {
    for (let edits = world.random.below(4); edits > 0; edits -= 1) {
      const office = world.random.pick(offices);
      if (office.running) editSomething(world, office, confirmed, `${id}-${edits}-${office.name}`);
    }
  },
  check(offices, { refuses }) {
    checkShown(offices, refuses);
    return Promise.resolve();
  },
};

/** Writes into an article, or changes a card; `text` is new each time. */
export function editSomething({ random }: World, office: SimulatedOffice, confirmed: Confirmed[], text: string): void {
  if (random.chance(0.5)) typeInto(random, office, confirmed, `<${text}>`);
  else editCard(random.chance(0.5) ? 'create' : 'update', office, confirmed, text);
}

function typeInto(random: World['random'], office: SimulatedOffice, confirmed: Confirmed[], text: string): void {
  const document = random.pick(ARTICLES);
  const doc = openDocument(articleKind);
  doc.clientID = random.below(2 ** 31);
  const editor = office.core.editors.open(document, {
    update: (update) => Y.applyUpdate(doc, update),
    // Others may have written into the middle of it: all its characters are there, in order.
    saved: () => confirmed.push({ document, found: (found) => isSubsequence(text, textOf(found)), mark: text }),
    awareness() {},
    closed() {},
  });
  const before = Y.encodeStateVector(doc);
  insertText(doc.getXmlFragment('body'), random.below(30), text);
  editor.send(Y.encodeStateAsUpdate(doc, before));
}

function insertText(body: Y.XmlFragment, place: number, text: string): void {
  const paragraph = body.get(0);
  const written = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (written instanceof Y.XmlText) return written.insert(Math.min(place, written.length), text);
  const added = new Y.XmlElement('paragraph');
  added.insert(0, [new Y.XmlText(text)]);
  body.insert(0, [added]);
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

function editCard(what: 'create' | 'update', office: SimulatedOffice, confirmed: Confirmed[], title: string): void {
  const board = office.store.read.get<{ id: string }>('SELECT id FROM board')?.id;
  if (board === undefined) return;
  const card = what === 'update' ? office.store.read.get<{ id: string }>('SELECT id FROM card ORDER BY id LIMIT 1')?.id : undefined;
  const asked = card === undefined ? office.insist('card.create', { board, title }) : office.insist('card.update', { id: card, title });
  void asked.then((result) => {
    // Every edit of a card stays in its history, whatever the card shows now.
    if (result.ok) confirmed.push({ document: `board/${board}` as DocumentName, found: (doc) => mentions(doc, title), mark: title });
  });
}

/** Whether it stands anywhere in a document of plain values. */
export function mentions(doc: Y.Doc, text: string): boolean {
  return JSON.stringify(doc.toJSON()).includes(text);
}
