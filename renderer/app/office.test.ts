import { expect, it } from 'vitest';
import type { CallResult } from '#model/contract/port.ts';
import type { OfficeClient } from '../../preload/client.ts';
import { createOffice } from './office.ts';

/** An office whose live queries wait until the test answers them. */
function unansweredOffice() {
  const asked: ((result: CallResult) => void)[] = [];
  const client: OfficeClient = {
    call: () => Promise.reject(new Error('nothing is called here')),
    live(_name, _input, listener) {
      asked.push(listener);
      return () => undefined;
    },
    openEditor() {
      throw new Error('nothing is edited here');
    },
    onConnection: () => () => undefined,
  };
  const office = createOffice(client, () => () => undefined);
  return { office, answer: (index: number) => asked[index]?.({ ok: true, value: { rows: [] } }) };
}

it('is answered when each query that somebody shows has had its first result, and says when that changes', () => {
  const { office, answer } = unansweredOffice();
  const told: boolean[] = [];
  office.onAnswered(() => told.push(office.answered()));
  expect(office.answered()).toBe(true);
  const leave = office.live('board.list', {}, () => undefined);
  office.live('person.list', {}, () => undefined);
  answer(0);
  expect(told).toEqual([false, false, false]);
  answer(1);
  expect(told.at(-1)).toBe(true);
  answer(1);
  expect(told).toHaveLength(4);
  leave();
  expect(office.answered()).toBe(true);
});

it('does not wait for what nobody shows any more', () => {
  const { office } = unansweredOffice();
  const told: boolean[] = [];
  const leave = office.live('board.list', {}, () => undefined);
  office.onAnswered(() => told.push(office.answered()));
  leave();
  expect(told).toEqual([true]);
});

it('has told of the result before it says that it is answered', () => {
  const { office, answer } = unansweredOffice();
  const order: string[] = [];
  office.onAnswered(() => order.push('answered'));
  office.live('board.list', {}, () => order.push('result'));
  answer(0);
  expect(order).toEqual(['answered', 'result', 'answered']);
});
