/** A card's collisions with their keys: numbered through all of them, so that one key always means one value. Pure. */
import type { CollisionSide } from '../../design/Collision.tsx';
import type { Card } from './CardFields.tsx';

/** Digits are the keys; what comes after the ninth is taken by its button. */
const KEYS = 9;

export interface NumberedCollision {
  readonly field: string;
  readonly firstKey: number;
  readonly sides: readonly CollisionSide[];
  readonly keyed: readonly { readonly key: string; readonly side: CollisionSide }[];
}

export function numberedCollisions(collided: Card['collided']): readonly NumberedCollision[] {
  return collided.map(({ field, heads }, index) => {
    const firstKey = 1 + collided.slice(0, index).reduce((sum, before) => sum + before.heads.length, 0);
    const sides = heads.map((head) => ({ id: head.entry, text: head.text, person: head.byName, office: head.office, atMs: head.atMs }));
    const keyed = sides.map((side, place) => ({ key: firstKey + place, side })).filter(({ key }) => key <= KEYS);
    return { field, firstKey, sides, keyed: keyed.map(({ key, side }) => ({ key: String(key), side })) };
  });
}
