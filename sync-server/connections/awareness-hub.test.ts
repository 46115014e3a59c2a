import { describe, expect, it } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import { createManualTime } from '../testing/manual-time.ts';
import { createAwarenessHub } from './awareness-hub.ts';

const NAME = 'article/x' as DocumentName;

function party(hearsItself = false) {
  const awareness = new Awareness(new Y.Doc());
  const timer: unknown = awareness._checkInterval;
  clearInterval(timer as NodeJS.Timeout);
  const deliveries: Uint8Array[] = [];
  return {
    awareness,
    deliveries,
    member: {
      hearsItself,
      deliver(state: Uint8Array) {
        deliveries.push(state);
        applyAwarenessUpdate(awareness, state, 'hub');
      },
    },
    states: () => encodeAwarenessUpdate(awareness, [awareness.clientID]),
  };
}

const LIMITS = { awarenessEntries: 2, awarenessBytes: 100, awarenessMs: 30_000 };

describe('awareness', () => {
  it('reaches who takes part, who comes later, and ends with its connection', () => {
    const time = createManualTime();
    const hub = createAwarenessHub(time.nowMs, LIMITS);
    const [one, two] = [party(), party()];
    hub.join(NAME, one.member);
    one.awareness.setLocalState({ name: '李娜' });
    expect(hub.publish(NAME, one.member, one.states())).toBe(true);
    expect(one.deliveries).toEqual([]);
    hub.join(NAME, two.member);
    expect(two.awareness.getStates().get(one.awareness.clientID)).toEqual({ name: '李娜' });
    hub.leave(NAME, one.member);
    expect(two.awareness.getStates().has(one.awareness.clientID)).toBe(false);
  });

  it('leaves out what is too large, too many or old, and says no to nonsense', () => {
    const time = createManualTime();
    const hub = createAwarenessHub(time.nowMs, LIMITS);
    const parties = [party(true), party(), party(), party()];
    for (const { awareness, member, states } of parties) {
      hub.join(NAME, member);
      awareness.setLocalState({ at: awareness.clientID });
      hub.publish(NAME, member, states());
    }
    const [first] = parties;
    expect(first?.deliveries.length).toBe(2);
    first?.awareness.setLocalState({ text: 'x'.repeat(200) });
    hub.publish(NAME, first?.member ?? party().member, first?.states() ?? new Uint8Array());
    expect(first?.deliveries.length).toBe(2);
    time.advance(40_000);
    const late = party();
    hub.join(NAME, late.member);
    expect(late.deliveries).toEqual([]);
    for (const nonsense of [[], [9], [1, 1, 1, 200], [1, 1, 1, 1, 123]]) expect(hub.publish(NAME, late.member, Uint8Array.from(nonsense))).toBe(false);
  });
});
