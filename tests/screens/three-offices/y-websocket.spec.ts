/** Any y-websocket client beside the offices: what it may do with a token, and that without the right one it gets nothing and changes nothing. */
import { expect } from '@playwright/test';
import type { TokenContent } from '#model/directory/token.ts';
import type { DocumentName, WorkstationId } from '#model/identity/ids.ts';
import * as Y from 'yjs';
import { ARTICLE, SCARCE } from '../../support/branches.ts';
import { forgeToken, signToken } from '../../support/own-token.ts';
import { openStockClient, type StockClient } from '../../support/stock-client.ts';
import { expectParagraph, openArticle, write } from './articles.ts';
import { test as base, type Offices, type Seat } from './fixture.ts';
import { expectBalance, expectMovements } from './stock.ts';

/** Opens clients that are closed with the test. */
const test = base.extend<{ openClient: (document: string, token?: string) => StockClient }>({
  openClient: async ({ offices }, use) => {
    const clients: StockClient[] = [];
    await use((document, presented) => {
      const client = openStockClient(offices.relayUrl, document, presented);
      clients.push(client);
      return client;
    });
    for (const client of clients) client.close();
  },
});

async function token({ desk }: Seat, document: string, access: 'read' | 'write'): Promise<string> {
  return (await desk.call<{ token: string }>('token.create', { document, access })).token;
}

/** The article's first paragraph, as any Yjs program sees it. */
function paragraph(doc: Y.Doc): Y.XmlText {
  const element = doc.getXmlFragment('body').get(0);
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('the article has no text');
  return text;
}

const textOf = (doc: Y.Doc): string => doc.getXmlFragment('body').toJSON();
const articleOf = ({ article }: Offices): DocumentName => `article/${article}` as DocumentName;

test('with a token it reads and writes an article, and all offices see it as they watch', async ({ offices, openClient }) => {
  const { seats, everyone } = offices;
  for (const { page } of everyone) await openArticle(page, ARTICLE.title);
  const client = openClient(articleOf(offices), await token(seats.beijingA, articleOf(offices), 'write'));
  await client.synced();
  expect(textOf(client.doc)).toContain(ARTICLE.paragraph);

  paragraph(client.doc).insert(ARTICLE.paragraph.length, ',外部程序已登记');
  for (const { page } of everyone) await expectParagraph(page, [`${ARTICLE.paragraph},外部程序已登记`]);

  await write(seats.guangzhou.page, 'Home', '广州:');
  await expect.poll(() => textOf(client.doc)).toContain(`广州:${ARTICLE.paragraph},外部程序已登记`);
});

test('without a token, or with one that is forged, expired or for something else, it gets nothing and changes nothing', async ({ offices, openClient }) => {
  const { beijingA, headquarters, guangzhou } = offices.seats;
  const document = articleOf(offices);
  const other = await beijingA.desk.call<{ id: string }>('article.create', { title: '另一篇' });
  const { workstation } = await beijingA.desk.call<{ workstation: { id: WorkstationId } }>('setup.status', {});
  const content: TokenContent = { document, access: 'write', expiresAtMs: Date.now() + 60_000, workstation: workstation.id };
  const intruders = [
    { why: 'no token', presented: undefined, code: 4401 },
    { why: 'nonsense', presented: 'nonsense', code: 4401 },
    { why: 'expired', presented: signToken(beijingA.desk.dataDir, { ...content, expiresAtMs: Date.now() - 1000 }), code: 4401 },
    { why: 'signed by a stranger', presented: forgeToken(Buffer.alloc(32, 7).toString('base64url'), content), code: 4401 },
    { why: 'for another document', presented: await token(beijingA, `article/${other.id}`, 'write'), code: 4403 },
  ];
  for (const { why, presented, code } of intruders) {
    const intruder = openClient(document, presented);
    intruder.doc.getXmlFragment('body').push([new Y.XmlElement('paragraph')]);
    expect(await intruder.refused(), why).toBe(code);
    expect(textOf(intruder.doc), why).not.toContain(ARTICLE.paragraph);
  }
  // The same content within its time and signed by the workstation is let in: each refusal above had its own cause.
  const welcome = openClient(document, signToken(beijingA.desk.dataDir, content));
  await welcome.synced();
  paragraph(welcome.doc).insert(0, '登记:');
  for (const { page } of [headquarters, guangzhou]) {
    await openArticle(page, ARTICLE.title);
    expect(await expectParagraph(page, ['登记:'])).toBe(`登记:${ARTICLE.paragraph}`);
  }
});

test('on a document that it may not write it changes nothing', async ({ offices, openClient }) => {
  const { headquarters, beijingA, guangzhou } = offices.seats;
  const { rows } = await beijingA.desk.call<{ rows: { number: string; atMs: number }[] }>('stock.movements', {});
  const ledger = `ledger/BJ/${new Date(rows[0]?.atMs ?? 0).toISOString().slice(0, 7)}/1`;
  const refused = await test.step('tokens beyond the workstation’s rights are not minted', () =>
    guangzhou.desk.call('token.create', { document: ledger, access: 'write' }).catch(String));
  expect(refused).toContain('document.not-allowed');

  await test.step('a token to read reads, and its writing is refused', async () => {
    const reader = openClient(articleOf(offices), await token(beijingA, articleOf(offices), 'read'));
    await reader.synced();
    expect(textOf(reader.doc)).toContain(ARTICLE.paragraph);
    paragraph(reader.doc).insert(0, '改写');
    expect(await reader.refused()).toBe(4403);
  });

  await test.step('a ledger takes no movement that no workstation signed, and loses none', async () => {
    for (const change of [
      (movements: Y.Map<unknown>) => movements.set('m', { kind: 'receipt', quantity: 100_000 }),
      (movements: Y.Map<unknown>) => movements.clear(),
    ]) {
      const writer = openClient(ledger, await token(beijingA, ledger, 'write'));
      await writer.synced();
      const movements = writer.doc.getMap('movements');
      expect(movements.size).toBe(rows.length);
      change(movements);
      expect(await writer.refused()).toBe(4403);
    }
  });

  await test.step('the directory takes no entry that nobody vouched for', async () => {
    const writer = openClient('directory', await token(headquarters, 'directory', 'write'));
    await writer.synced();
    writer.doc.getMap('people').set('intruder', { name: '外人', roles: ['hq'] });
    expect(await writer.refused()).toBe(4403);
  });

  // What is written afterwards arrives everywhere; had anything slipped through, it would have come before.
  await beijingA.desk.call('article.update', { id: offices.article, title: '盘点流程(新)' });
  for (const { page } of [headquarters, guangzhou]) {
    await openArticle(page, '盘点流程(新)');
    expect(await expectParagraph(page, [])).toBe(ARTICLE.paragraph);
    await expectMovements(page, rows.map(({ number }) => number));
    await expectBalance(page, SCARCE.code, 'BJ', String(SCARCE.held));
  }
  const people = await guangzhou.desk.call<{ rows: { name: string }[] }>('person.list', {});
  expect(people.rows.map(({ name }) => name)).not.toContain('外人');
});
