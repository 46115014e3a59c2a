import { describe, expect, it } from 'vitest';
import { movementTrail } from './movement-trail.ts';

const branch = { code: 'BJ', headquarters: false };
const idle = { hasRelay: true, waiting: 0 };

describe('a movement’s trail', () => {
  it('does not call delivered what may still wait', () => {
    const link = { hasRelay: true, waiting: 2, sinceMs: 100 };
    expect(movementTrail({ movement: { office: 'BJ', atMs: 150 }, own: branch, link })).toEqual({ localAtMs: 150, relayAtMs: false, headquartersAtMs: false });
    expect(movementTrail({ movement: { office: 'BJ', atMs: 50 }, own: branch, link }).relayAtMs).toBe(true);
  });

  it('does not guess what headquarters holds', () => {
    expect(movementTrail({ movement: { office: 'BJ', atMs: 1 }, own: branch, link: idle }).headquartersAtMs).toBe('unknown');
    expect(movementTrail({ movement: { office: 'BJ', atMs: 1 }, own: { code: 'SH', headquarters: true }, link: idle }).headquartersAtMs).toBe(true);
  });

  it('knows that what came from elsewhere came through the relay, and that nothing travels without one', () => {
    const alone = { hasRelay: false, waiting: 0 };
    expect(movementTrail({ movement: { office: 'GZ', atMs: 1 }, own: branch, link: alone }).relayAtMs).toBe(true);
    expect(movementTrail({ movement: { office: 'BJ', atMs: 1 }, own: branch, link: alone }).relayAtMs).toBe(false);
  });
});
