import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Refusal } from '#model/contract/refusal.ts';
import { openOfficeUnderTest, type OfficeUnderTest } from './testing/office-under-test.ts';

let sh: OfficeUnderTest;
let document: string;

beforeEach(async () => {
  sh = openOfficeUnderTest('SH');
  await sh.done('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  const { id } = await sh.done('article.create', { title: '盘点流程', markdown: '第一步' });
  document = `article/${id}`;
});
afterEach(() => sh.close());

/** An editor as a page has it: a Y.Doc of its own behind a channel. */
function openEditor(name = document) {
  const doc = new Y.Doc();
  const saved: number[] = [];
  const refused: Refusal[] = [];
  const awareness: Uint8Array[] = [];
  let heard = 0;
  const channel = sh.office.editors.open(name, {
    update(update) {
      heard += 1;
      Y.applyUpdate(doc, update, 'office');
    },
    saved: (count) => saved.push(count),
    awareness: (state) => awareness.push(state),
    closed: (refusal) => refused.push(refusal),
  });
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'office') channel.send(update);
  });
  const type = (text: string): void => doc.getXmlFragment('body').insert(0, [new Y.XmlText(text)]);
  return { doc, channel, saved, refused, awareness, type, text: () => doc.getXmlFragment('body').toJSON(), heard: () => heard };
}

const committed = (): Promise<unknown> => sh.office.store.transact(() => true);

describe('editor channels', () => {
  it('[EDITOR-1] start with the whole document, and carry what others write', async () => {
    const one = openEditor();
    const two = openEditor();
    expect(one.text()).toContain('第一步');
    one.type('甲写的');
    two.type('乙写的');
    await committed();
    expect(two.text()).toContain('甲写的');
    expect(one.text()).toBe(two.text());
    await sh.done('article.write', { id: document.slice('article/'.length), markdown: '改写' });
    expect(one.text()).toContain('改写');
    expect(one.text()).toBe(two.text());
  });

  it('[EDITOR-2] confirm by count what is on disk, and give nobody their own updates back', async () => {
    const editor = openEditor();
    const before = editor.heard();
    editor.type('一');
    editor.type('二');
    expect(editor.saved).toEqual([]);
    await committed();
    expect(editor.saved).toEqual([1, 2]);
    expect(editor.heard()).toBe(before);
    expect(sh.office.store.outbox(100).filter(({ name }) => name === document).length).toBeGreaterThan(1);
  });

  it('[EDITOR-3] close with a cause at what is no update; the others go on', async () => {
    const broken = openEditor();
    const sound = openEditor();
    broken.channel.send(new Uint8Array([1, 2, 3]));
    await expect.poll(() => broken.refused).toMatchObject([{ reason: 'editor.refused', values: { rule: 'STORE-5' } }]);
    sound.type('继续');
    await committed();
    expect(sound.saved).toEqual([1]);
  });

  it('[EDITOR-3] close once the person may no longer edit; nothing more is taken', async () => {
    const editor = openEditor();
    const people = await sh.done('person.list', {});
    await sh.office.store.transact((tx) => tx.write.run('UPDATE person SET active = 0 WHERE id = ?', people.rows[0]?.id ?? ''));
    editor.type('还想写');
    await expect.poll(() => editor.refused).toMatchObject([{ reason: 'person.required' }]);
    expect(editor.saved).toEqual([]);
  });

  it.each(['directory', 'catalogue', 'ledger/SH/2026-11/1', 'board/00000000-0000-7000-8000-000000000000', 'nonsense', ''])(
    '[EDITOR-4] “%s” is not edited so',
    async (name) => {
      const editor = openEditor(name);
      expect(editor.refused).toMatchObject([{ reason: 'not-found' }]);
      editor.type('偷写');
      await committed();
      expect(editor.saved).toEqual([]);
    },
  );

  it('[EDITOR-5] pass who is where to the other editors here and to the relay, and nothing after closing', () => {
    const one = openEditor();
    const two = openEditor();
    one.channel.sendAwareness(new Uint8Array([7]));
    expect(two.awareness).toEqual([new Uint8Array([7])]);
    expect(one.awareness).toEqual([]);
    two.channel.close();
    one.channel.sendAwareness(new Uint8Array([8]));
    expect(two.awareness).toHaveLength(1);
  });

  it('that fail while they are told of others’ writing keep nobody from saving, and are told to the diagnosis', async () => {
    sh.office.editors.open(document, {
      update: (update) => {
        if (update.byteLength < 100) throw new Error('a page that is gone');
      },
      saved() {},
      awareness() {},
      closed() {},
    });
    const other = openEditor();
    other.type('乙');
    await committed();
    expect(other.saved).toEqual([1]);
    expect(sh.faults).toMatchObject([{ message: 'a page that is gone' }]);
  });
});
