import { afterEach, describe, expect, it } from 'vitest';
import { boardKind } from '#model/tasks/board-kind.ts';
import {
  boardCreate, boardList, boardRead, cardArchive, cardChecklistAdd, cardChecklistToggle, cardComment, cardCreate, cardList, cardMove, cardRead,
  cardRestore, cardSettle, cardUpdate, listCreate, listMove, listRename, tasksCollisions, tasksSummary,
} from '#model/tasks/operations.ts';
import { searchEntries } from '../store/search.ts';
import { createAreaReplica, projectedRows, type AreaReplica } from '../testing/area-replica.ts';
import { createTasksArea } from './tasks-area.ts';
import { tasksProjection } from './tasks-projection.ts';

const open: AreaReplica[] = [];
async function office(code: string): Promise<AreaReplica> {
  const replica = await createAreaReplica({
    office: code,
    areas: [createTasksArea()],
    kinds: [boardKind],
    people: { 'person-BJ': '李娜', 'person-GZ': '陈明', 'p-1': '王芳', 'p-2': '王芳' },
  });
  open.push(replica);
  return replica;
}
afterEach(() => {
  for (const replica of open.splice(0)) replica.close();
});

async function meet(left: AreaReplica, right: AreaReplica): Promise<void> {
  await left.takeFrom(right);
  await right.takeFrom(left);
}

async function titlesOf(replica: AreaReplica, board: string): Promise<Record<string, string[]>> {
  const read = await replica.done(boardRead, { id: board });
  return Object.fromEntries(read.lists.map((list) => [list.title, list.cards.map((card) => card.title)]));
}

describe('boards and cards', () => {
  it('makes a board, cards in order, moves and archives them', async () => {
    const bj = await office('BJ');
    const board = await bj.done(boardCreate, { title: '门店日常' });
    const [first, second] = [await bj.done(cardCreate, { board: board.id, title: '甲' }), await bj.done(cardCreate, { board: board.id, title: '乙' })];
    const third = await bj.done(cardCreate, { board: '门店日常', list: '进行中', title: '丙', responsible: '李娜', due: '2026-11-22', labels: ['急'], checklist: ['一', '二'] });
    expect(await titlesOf(bj, board.id)).toEqual({ 待办: ['甲', '乙'], 进行中: ['丙'], 已完成: [] });

    await bj.done(cardMove, { id: second.id, list: '待办', before: first.id });
    await bj.done(cardMove, { id: third.id, list: '待办', after: second.id });
    expect(await titlesOf(bj, board.id)).toEqual({ 待办: ['乙', '丙', '甲'], 进行中: [], 已完成: [] });
    expect(await bj.run(cardMove, { id: first.id, list: '进行中', before: second.id })).toMatchObject({ reason: 'neighbour.unknown' });

    await bj.done(cardArchive, { id: first.id });
    expect((await titlesOf(bj, board.id))['待办']).toEqual(['乙', '丙']);
    await bj.done(cardRestore, { id: first.id });
    expect((await titlesOf(bj, board.id))['待办']).toEqual(['乙', '丙', '甲']);

    const card = await bj.done(cardRead, { id: third.id });
    expect(card).toMatchObject({ responsible: 'person-BJ', responsibleName: '李娜', due: '2026-11-22', overdue: true, labels: ['急'], listTitle: '待办' });
    expect(card.checklist.map((item) => item.text)).toEqual(['一', '二']);
    expect((await bj.done(cardList, { overdue: true })).rows.map((row) => row.title)).toEqual(['丙']);
    await bj.done(cardMove, { id: third.id, list: '已完成' });
    expect((await bj.done(cardList, { overdue: true })).rows).toEqual([]);
  });

  it('lists, comments, ticks, search and summary', async () => {
    const bj = await office('BJ');
    const board = await bj.done(boardCreate, { title: '采购跟进', lists: ['询价', { title: '到货', done: true }] });
    const added = await bj.done(listCreate, { board: board.id, title: '下单' });
    await bj.done(listRename, { id: added.id, title: '已下单' });
    await bj.done(listMove, { id: added.id, after: board.lists[0]?.id });
    expect((await bj.done(boardRead, { id: board.id })).lists.map((list) => list.title)).toEqual(['询价', '已下单', '到货']);

    const { id } = await bj.done(cardCreate, { board: board.id, title: '催六角螺钉交期', responsible: 'person-BJ', due: '2026-11-23' });
    const { item } = await bj.done(cardChecklistAdd, { id, text: '打电话' });
    expect(await bj.done(cardChecklistToggle, { id, item })).toEqual({ item, done: true });
    await bj.done(cardComment, { id, text: '供应商承诺周五' });
    await bj.done(cardUpdate, { id, blocked: '等付款' });
    const card = await bj.done(cardRead, { id });
    expect(card).toMatchObject({ checklistTotal: 1, checklistDone: 1, comments: 1, blocked: '等付款' });
    expect(card.commentList.map((comment) => [comment.text, comment.byName])).toEqual([['供应商承诺周五', 'BJ 的同事']]);
    expect(searchEntries(bj.store.read, '周五')).toMatchObject([{ kind: 'card', id }]);
    expect((await bj.done(tasksSummary, {})).mine).toEqual({ open: 1, overdue: 0, dueToday: 1, blocked: 1 });
    expect((await bj.done(boardList, {})).rows).toMatchObject([{ title: '采购跟进', cards: 1, open: 1, overdue: 0, collisions: 0 }]);
    await bj.done(cardUpdate, { id, blocked: '', due: '' });
    expect(await bj.done(cardRead, { id })).toMatchObject({ blocked: undefined, due: undefined });
  });

  it('[TASK-4] BJ and GZ change one title apart: both see both values, with who, where and when', async () => {
    const [bj, gz] = [await office('BJ'), await office('GZ')];
    const board = await bj.done(boardCreate, { title: '门店日常' });
    const { id } = await bj.done(cardCreate, { board: board.id, title: '盘点' });
    await gz.takeFrom(bj);
    await bj.done(cardUpdate, { id, title: '月末盘点' });
    gz.clock.nowMs += 1000;
    await gz.done(cardUpdate, { id, title: '季度盘点', due: '2026-12-01' });
    await meet(bj, gz);

    for (const replica of [bj, gz]) {
      const card = await replica.done(cardRead, { id });
      expect(card.collisions).toEqual(['title']);
      expect(card.due).toBe('2026-12-01');
      expect(card.collided[0]?.heads.map((head) => [head.office, head.value])).toEqual([['GZ', '季度盘点'], ['BJ', '月末盘点']]);
      expect((await replica.done(tasksCollisions, {})).rows).toMatchObject([{ card: id, field: 'title' }]);
      expect((await replica.done(cardList, { collided: true })).rows).toHaveLength(1);
      // Either title finds the card.
      expect(searchEntries(replica.store.read, '月末')).toMatchObject([{ id }]);
    }
    expect(projectedRows(gz, tasksProjection)).toEqual(projectedRows(bj, tasksProjection));
  });

  it('[TASK-5] settling by entry or by another value ends the collision everywhere; choosing twice is refused', async () => {
    const [bj, gz] = [await office('BJ'), await office('GZ')];
    const board = await bj.done(boardCreate, { title: '门店日常' });
    const { id } = await bj.done(cardCreate, { board: board.id, title: '盘点' });
    await gz.takeFrom(bj);
    await bj.done(cardUpdate, { id, title: '甲', responsible: '李娜' });
    await gz.done(cardUpdate, { id, title: '乙', responsible: '陈明' });
    await meet(bj, gz);
    const heads = (await bj.done(cardRead, { id })).collided.find((each) => each.field === 'title')?.heads ?? [];
    const losing = heads.find((head) => head.value === '甲');
    expect(await bj.run(cardSettle, { id, field: 'title', choose: id })).toMatchObject({ reason: 'card.choice-unknown' });
    await bj.done(cardSettle, { id, field: 'title', choose: losing?.entry });
    await bj.done(cardSettle, { id, field: 'responsible', value: 'p-1' });
    expect(await bj.run(cardSettle, { id, field: 'title', choose: losing?.entry })).toMatchObject({ reason: 'card.no-collision' });
    await meet(bj, gz);
    for (const replica of [bj, gz]) {
      const card = await replica.done(cardRead, { id });
      expect(card).toMatchObject({ title: '甲', responsible: 'p-1', responsibleName: '王芳', collisions: [] });
      // What was not chosen stays in the history.
      expect(card.history.map((entry) => entry.value)).toContain('乙');
    }
  });

  it('[TASK-7] an edit made on a stale screen does not overwrite what arrived meanwhile', async () => {
    const [bj, gz] = [await office('BJ'), await office('GZ')];
    const board = await bj.done(boardCreate, { title: '门店日常' });
    const { id } = await bj.done(cardCreate, { board: board.id, title: '盘点' });
    await gz.takeFrom(bj);
    const { seen } = await bj.done(cardRead, { id });
    await gz.done(cardUpdate, { id, title: '季度盘点' });
    await bj.takeFrom(gz);
    await bj.done(cardUpdate, { id, title: '月末盘点', seen });
    expect((await bj.done(cardRead, { id })).collisions).toEqual(['title']);
  });

  it('[TASK-6] moves made apart need nobody: the later place counts, whole', async () => {
    const [bj, gz] = [await office('BJ'), await office('GZ')];
    const board = await bj.done(boardCreate, { title: '门店日常' });
    const { id } = await bj.done(cardCreate, { board: board.id, title: '盘点' });
    await gz.takeFrom(bj);
    await bj.done(cardMove, { id, list: '进行中' });
    gz.clock.nowMs += 1000;
    await gz.done(cardMove, { id, list: '已完成' });
    await meet(bj, gz);
    for (const replica of [bj, gz]) expect(await replica.done(cardRead, { id })).toMatchObject({ listTitle: '已完成', collisions: [] });
  });

  it('writes nothing when nothing differs, and nobody who is not in the directory', async () => {
    const bj = await office('BJ');
    const board = await bj.done(boardCreate, { title: '门店日常' });
    const { id } = await bj.done(cardCreate, { board: board.id, title: '盘点' });
    expect(await bj.done(cardUpdate, { id, title: '盘点', description: '', due: null })).toEqual({ id, changed: [] });
    expect(await bj.run(cardUpdate, { id, responsible: '没有此人' })).toMatchObject({ reason: 'person.unknown' });
    expect(await bj.run(cardUpdate, { id, responsible: '王芳' })).toMatchObject({ reason: 'person.ambiguous' });
    expect(await bj.run(cardUpdate, { id: 'nothing', title: 'x' })).toMatchObject({ reason: 'not-found' });
    expect(await bj.run(cardCreate, { board: 'nothing', title: 'x' })).toMatchObject({ reason: 'not-found' });
  });

  it('pages lists of cards without gaps', async () => {
    const bj = await office('BJ');
    const board = await bj.done(boardCreate, { title: '门店日常' });
    for (let number = 0; number < 7; number += 1) {
      await bj.done(cardCreate, { board: board.id, title: `卡${number}`, ...(number % 2 === 0 ? { due: '2026-11-24' } : {}) });
    }
    const titles: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await bj.done(cardList, { limit: 3, cursor });
      titles.push(...page.rows.map((row) => row.title));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(titles.toSorted()).toEqual(['卡0', '卡1', '卡2', '卡3', '卡4', '卡5', '卡6']);
  });

  it('[TASK-3] rows derived anew equal the rows kept up to date, whatever the order of arrival', async () => {
    const [bj, gz] = [await office('BJ'), await office('GZ')];
    const board = await bj.done(boardCreate, { title: '门店日常' });
    const updates: { name: string; update: Uint8Array }[] = [];
    bj.store.onCommit((commit) => updates.push(...commit.updates));
    const { id } = await bj.done(cardCreate, { board: board.id, title: '盘点', checklist: ['一'], labels: ['急'] });
    await bj.done(cardComment, { id, text: '好' });
    await bj.done(cardUpdate, { id, title: '月末盘点' });
    await gz.takeFrom(bj);
    bj.store.rebuild();
    expect(projectedRows(gz, tasksProjection)).toEqual(projectedRows(bj, tasksProjection));
    expect(updates.length).toBeGreaterThan(0);
  });
});
