/** Takes cards that are dropped on another card or on a list. */
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge';
import { useEffect, useRef } from 'react';
import type { MoveTarget } from '../arrangement.ts';

export function useBoardDrops(onMove: (card: string, target: MoveTarget) => void): void {
  const latest = useRef(onMove);
  useEffect(() => {
    latest.current = onMove;
  });
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data['card'] === 'string',
        onDrop({ source, location }) {
          const card = source.data['card'];
          // The innermost target counts: a card before the list it stands in.
          const target = location.current.dropTargets[0]?.data;
          if (typeof card !== 'string' || target === undefined) return;
          const list = target['list'];
          const neighbour = target['card'];
          if (typeof list !== 'string' || neighbour === card) return;
          if (typeof neighbour !== 'string') latest.current(card, { list });
          else latest.current(card, extractClosestEdge(target) === 'top' ? { list, before: neighbour } : { list, after: neighbour });
        },
      }),
    [],
  );
}
