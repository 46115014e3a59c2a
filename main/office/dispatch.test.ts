import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand, defineQuery } from '#model/contract/operation.ts';
import { refuse } from '#model/contract/refusal.ts';
import { command, query, staged, type Actor, type Handler, type Services } from '../area.ts';
import { notebookName, noting } from '../store/testing/notebook.ts';
import { openTestingStore, type TestingStore } from '../store/testing/open-testing-store.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';

const page = notebookName('a');
const summary = { zh: '写', en: 'write' };
const noteWrite = defineCommand({
  name: 'note.write',
  summary,
  input: z.object({ id: z.string().min(1), text: z.string().max(20) }),
  output: z.object({ written: z.number() }),
  permission: { roles: ['manager'] },
  errors: { 'note.taken': { zh: '已有同名笔记', en: 'there is such a note already' } },
});
const noteList = defineQuery({
  name: 'note.list',
  summary,
  input: z.object({}),
  output: z.object({ rows: z.array(z.string()) }),
  permission: { roles: 'anyone' },
  reads: ['note'],
});
const notesRead: string[] = [];
const noteCopy = defineCommand({
  name: 'note.copy',
  summary,
  input: z.object({ from: z.string(), to: z.string() }),
  output: z.object({ copied: z.string() }),
  permission: { roles: ['manager'] },
  errors: { 'note.missing': { zh: '没有这条笔记', en: 'there is no such note' } },
});
const noteBreak = defineQuery({ name: 'note.break', summary, input: z.object({}), output: z.object({}), permission: { roles: 'anyone' }, reads: [] });

const handlers: readonly Handler[] = [
  command(noteWrite, ({ tx }, { id, text }) => {
    tx.edit(page, noting({ [id]: text }));
    const notes = tx.read.get<{ notes: number }>('SELECT count(*) AS notes FROM note')?.notes ?? 0;
    // A refusal after the edit: nothing of it may stay.
    return text === 'refused' ? refuse('note.taken') : { written: notes };
  }),
  query(noteList, ({ read }) => ({ rows: read.all<{ text: string }>('SELECT text FROM note ORDER BY id').map(({ text }) => text) })),
  staged(noteCopy, async ({ read }, { from, to }, pause) => {
    const text = read.get<{ text: string }>('SELECT text FROM note WHERE id = ?', from)?.text;
    notesRead.push(from);
    await pause();
    if (text === undefined) return refuse('note.missing');
    return ({ tx }) => {
      tx.edit(page, noting({ [to]: text }));
      return { copied: text };
    };
  }),
  query(noteBreak, () => {
    throw new Error('secret detail');
  }),
];

const services: Services = {
  nowMs: () => 1_000,
  stamp: () => '000000000001-0000-00000000' as ReturnType<Services['stamp']>,
  newId: () => '00000000-0000-7000-8000-0123456789ab',
  randomBytes: (length) => new Uint8Array(length),
  sign: () => '',
};

let testing: TestingStore;
let dispatch: Dispatch;
let actor: Actor | ReturnType<typeof refuse>;
let paused: () => Promise<void>;
let faults: { readonly id: string; readonly operation: string; readonly error: unknown }[];
const manager = { roles: ['manager'], headquarters: false } as unknown as Actor;

beforeEach(() => {
  testing = openTestingStore();
  actor = manager;
  faults = [];
  notesRead.length = 0;
  paused = () => Promise.resolve();
  dispatch = createDispatch({
    store: testing.store,
    services,
    handlers,
    actor: () => actor,
    readOnly: () => undefined,
    onFault: (fault) => faults.push(fault),
    pause: () => paused(),
    beforeCommit: (tx) => tx.setSetting('carried out', String(Number(tx.setting('carried out') ?? '0') + 1)),
  });
});
afterEach(() => testing.store.close());

async function call(name: string, input: unknown, requestId?: string): Promise<unknown> {
  const answer = dispatch.call(name, input, { requestId });
  // What is staged comes to its transaction in a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  testing.settle();
  const result = await answer;
  return result.ok ? result.value : [result.refusal.reason, result.refusal.field];
}

const notes = (): unknown => dispatch.query('note.list', {});

describe('calls', () => {
  it.each([
    ['nothing.there', {}, ['operation.unknown', undefined]],
    ['note.write', { id: 'a', text: 'x', tekst: 'y' }, ['input.invalid', 'tekst']],
    ['note.write', { id: 'a', text: 'x'.repeat(21) }, ['input.invalid', 'text']],
    ['note.write', { id: '', text: 'x' }, ['input.invalid', 'id']],
    ['note.write', 'text', ['input.invalid', '']],
    ['note.write', null, ['input.invalid', 'id']],
    ['note.write', { id: 'a', text: 'refused' }, ['note.taken', undefined]],
  ])('[CONTRACT-1] %s with %o is refused whole', async (name, input, refused) => {
    expect(await call(name, input)).toEqual(refused);
    expect(notes()).toEqual({ ok: true, value: { rows: [] } });
    expect(testing.store.outboxStatus().waiting).toBe(0);
    expect(testing.store.read.get("SELECT value FROM setting WHERE key = 'carried out'")).toBeUndefined();
  });

  it('[CONTRACT-2] whoever has not the role is refused, whichever way they ask', async () => {
    actor = { ...manager, roles: ['clerk'] };
    expect(await call('note.write', { id: 'a', text: 'x' })).toEqual(['permission.denied', undefined]);
    actor = refuse('setup.required');
    expect(await call('note.write', { id: 'a', text: 'x' })).toEqual(['setup.required', undefined]);
    expect(await call('note.list', {})).toEqual(['setup.required', undefined]);
    expect(dispatch.query('note.list', {})).toMatchObject({ refusal: { reason: 'setup.required' } });
  });

  it('a command is no query', () => {
    expect(dispatch.query('note.write', { id: 'a', text: 'x' })).toMatchObject({ refusal: { reason: 'operation.unknown' } });
    expect(dispatch.tablesOf('nothing.there')).toEqual([]);
  });

  it('an unexpected error is told by a number, its cause to the log alone', async () => {
    expect(JSON.stringify(await dispatch.call('note.break', {}))).not.toContain('secret');
    expect(faults).toMatchObject([{ operation: 'note.break', id: '456789ab' }]);
  });
});

describe('a request that is sent again', () => {
  it('[CONTRACT-3] answers as the first time and is carried out once, also when both wait for one commit', async () => {
    const first = dispatch.call('note.write', { id: 'a', text: 'once' }, { requestId: 'request-1' });
    const second = dispatch.call('note.write', { id: 'b', text: 'twice' }, { requestId: 'request-1' });
    testing.settle();
    expect([await first, await second]).toEqual([
      { ok: true, value: { written: 1 } },
      { ok: true, value: { written: 1 } },
    ]);
    expect(await call('note.write', { id: 'c', text: 'later' }, 'request-1')).toEqual({ written: 1 });
    expect(await call('note.write', { id: 'c', text: 'another' }, 'request-2')).toEqual({ written: 2 });
    expect(notes()).toEqual({ ok: true, value: { rows: ['once', 'another'] } });
  });

  it('[CONTRACT-3] that was refused may be put right under the same id', async () => {
    expect(await call('note.write', { id: 'a', text: 'refused' }, 'request-1')).toEqual(['note.taken', undefined]);
    expect(await call('note.write', { id: 'a', text: 'right' }, 'request-1')).toEqual({ written: 1 });
  });

  it('[CONTRACT-3] answers only those who may ask', async () => {
    await call('note.write', { id: 'a', text: 'once' }, 'request-1');
    actor = refuse('person.required');
    expect(await call('note.write', { id: 'a', text: 'once' }, 'request-1')).toEqual(['person.required', undefined]);
  });
});

describe('a command that reads piece by piece before its transaction', () => {
  it('[CONTRACT-2] is refused where whoever asked may no longer, though it had begun', async () => {
    await call('note.write', { id: 'a', text: 'one' });
    paused = () => {
      actor = { ...manager, roles: ['clerk'] };
      return Promise.resolve();
    };
    expect(await call('note.copy', { from: 'a', to: 'b' })).toEqual(['permission.denied', undefined]);
    expect(await call('note.copy', { from: 'a', to: 'b' })).toEqual(['permission.denied', undefined]);
    expect(notesRead).toEqual(['a']);
    expect(notes()).toEqual({ ok: true, value: { rows: ['one'] } });
  });

  it('[CONTRACT-3] repeated, answers as the first time without reading again', async () => {
    await call('note.write', { id: 'a', text: 'one' });
    expect(await call('note.copy', { from: 'a', to: 'b' }, 'request-1')).toEqual({ copied: 'one' });
    expect(await call('note.copy', { from: 'a', to: 'b' }, 'request-1')).toEqual({ copied: 'one' });
    expect(notesRead).toEqual(['a']);
    expect(await call('note.copy', { from: 'z', to: 'b' })).toEqual(['note.missing', undefined]);
  });
});
