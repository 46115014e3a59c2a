import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { articleKind, articleName } from '#model/knowledge/article-kind.ts';
import {
  articleArchive, articleCheckpoint, articleCreate, articleList, articleRead, articleRestore, articleUpdate, articleVersions, articleWrite,
  knowledgeSpaces, knowledgeSummary,
} from '#model/knowledge/operations.ts';
import { versionsKind, versionsName } from '#model/knowledge/versions-kind.ts';
import { searchEntries } from '../store/search.ts';
import { createAreaReplica, projectedRows, type AreaReplica } from '../testing/area-replica.ts';
import { createKnowledgeProjection } from './knowledge-projection.ts';
import { createKnowledgeArea } from './knowledge-area.ts';

const open: AreaReplica[] = [];
const projection = createKnowledgeProjection();

async function office(code: string): Promise<AreaReplica> {
  const replica = await createAreaReplica({
    office: code,
    areas: [createKnowledgeArea()],
    kinds: [articleKind, versionsKind],
    people: { 'person-BJ': '李娜', 'p-1': '王芳' },
  });
  open.push(replica);
  return replica;
}
afterEach(() => {
  for (const replica of open.splice(0)) replica.close();
});

describe('articles', () => {
  it('creates, reads, updates, lists and archives', async () => {
    const bj = await office('BJ');
    const { id } = await bj.done(articleCreate, { title: '盘点流程', markdown: '# 盘点\n\n先停止收发货。' });
    expect(await bj.done(articleRead, { id })).toMatchObject({
      title: '盘点流程', space: '通用', owner: 'person-BJ', ownerName: '李娜', markdown: '# 盘点\n\n先停止收发货。', text: '盘点\n先停止收发货。', excerpt: '盘点 先停止收发货。',
    });
    await bj.done(articleUpdate, { id, space: '仓储', owner: '王芳', reviewOn: '2026-11-01' });
    expect(await bj.run(articleUpdate, { id, owner: '没有此人' })).toMatchObject({ reason: 'person.unknown' });
    expect((await bj.done(articleList, { reviewDue: true })).rows).toMatchObject([{ id, space: '仓储', ownerName: '王芳', reviewDue: true }]);
    expect((await bj.done(articleList, { text: '停止' })).rows).toHaveLength(1);
    expect((await bj.done(articleList, { space: '通用' })).rows).toEqual([]);
    expect((await bj.done(knowledgeSpaces, {})).rows).toEqual([{ space: '仓储', articles: 1, reviewDue: 1 }]);
    expect(await bj.done(knowledgeSummary, {})).toMatchObject({ articles: 1, reviewDue: 1, myReviewDue: 0, recent: [{ id }] });
    expect(searchEntries(bj.store.read, '收发')).toMatchObject([{ kind: 'article', id, title: '盘点流程' }]);
    await bj.done(articleArchive, { id });
    expect((await bj.done(articleList, {})).rows).toEqual([]);
    expect(searchEntries(bj.store.read, '收发')).toEqual([]);
    expect(await bj.run(articleRead, { id: 'nothing' })).toMatchObject({ reason: 'not-found' });
  });

  it('[KNOW-2] BJ and GZ write in one paragraph apart: both texts stay, rows are equal', async () => {
    const [bj, gz] = [await office('BJ'), await office('GZ')];
    const { id } = await bj.done(articleCreate, { title: '收货', markdown: '先核对送货单与订单。' });
    await gz.takeFrom(bj);
    await bj.done(articleWrite, { id, markdown: '【北京】先核对送货单与订单。' });
    await gz.done(articleWrite, { id, markdown: '先核对送货单与订单。差异当场拍照。' });
    await bj.takeFrom(gz);
    await gz.takeFrom(bj);
    for (const replica of [bj, gz]) {
      expect((await replica.done(articleRead, { id })).markdown).toBe('【北京】先核对送货单与订单。差异当场拍照。');
    }
    expect(projectedRows(gz, projection)).toEqual(projectedRows(bj, projection));
    gz.store.rebuild();
    expect(projectedRows(gz, projection)).toEqual(projectedRows(bj, projection));
  });

  it('[KNOW-1] what an editor types is read, and what it leaves strange is left out', async () => {
    const bj = await office('BJ');
    const { id } = await bj.done(articleCreate, { title: '收货', markdown: '先核对。' });
    const name = articleName(id);
    const editor = new Y.Doc();
    Y.applyUpdate(editor, bj.store.updateSince(name, new Uint8Array([0])) ?? new Uint8Array());
    const before = Y.encodeStateVector(editor);
    const paragraph = editor.getXmlFragment('body').get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).insert(0, '到货后');
    editor.getMap('meta').set('reviewOn', 'someday');
    editor.getMap('meta').set('title', 42);
    await bj.store.transact((tx) => tx.apply(name, Y.encodeStateAsUpdate(editor, before), 'local'));
    expect(await bj.done(articleRead, { id })).toMatchObject({ title: '', reviewOn: undefined, text: '到货后先核对。' });
  });

  it('[KNOW-4] keeps a version before each write; restoring is a new edit, and what stood is kept', async () => {
    const bj = await office('BJ');
    const { id } = await bj.done(articleCreate, { title: '收货', markdown: '第一版' });
    expect(await bj.done(articleWrite, { id, markdown: '第一版' })).toEqual({ id, changed: false });
    await bj.done(articleWrite, { id, markdown: '第二版' });
    const asked = await bj.done(articleCheckpoint, { id });
    expect(asked.added).toBe(true);
    expect(await bj.done(articleCheckpoint, { id })).toEqual({ version: asked.version, added: false });
    await bj.done(articleWrite, { id, markdown: '第三版' });
    const versions = (await bj.done(articleVersions, { id })).rows;
    expect(versions.map((version) => [version.excerpt, version.cause])).toEqual([['第二版', 'asked'], ['第一版', 'write']]);

    const first = versions[1]?.version ?? '';
    await bj.done(articleRestore, { id, version: first });
    expect((await bj.done(articleRead, { id })).markdown).toBe('第一版');
    expect((await bj.done(articleVersions, { id })).rows.map((version) => version.excerpt)).toEqual(['第三版', '第二版', '第一版']);
    expect(await bj.run(articleRestore, { id, version: id })).toMatchObject({ reason: 'not-found' });
    expect((await bj.done(articleVersions, { id, limit: 1 })).nextCursor).toBeDefined();
  });

  it('[KNOW-4] a version is neither removed nor replaced', async () => {
    const bj = await office('BJ');
    const { id } = await bj.done(articleCreate, { title: '收货', markdown: '第一版' });
    const { version } = await bj.done(articleCheckpoint, { id });
    const name = versionsName(id);
    await expect(bj.store.transact((tx) => tx.edit(name, (doc) => doc.getMap('versions').delete(version)))).rejects.toThrow('KNOW-4');
    await expect(bj.store.transact((tx) => tx.edit(name, (doc) => doc.getMap('versions').set(version, { id: version })))).rejects.toThrow('KNOW-4');
  });

  it('pages lists of articles without gaps', async () => {
    const bj = await office('BJ');
    for (const number of [1, 2, 3, 4, 5]) await bj.done(articleCreate, { title: number < 4 ? '同名' : `另${number}` });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await bj.done(articleList, { limit: 2, cursor });
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});
