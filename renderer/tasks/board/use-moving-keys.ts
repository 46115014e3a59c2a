import { useEffect, useRef } from 'react';

const KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Enter', 'Escape', 'm']);

/**
 * The keys while a card is being moved. They are taken before anything else, wherever the focus is: a card that
 * changes its column is drawn anew there and has no focus for a moment. A click anywhere ends the moving.
 */
export function useMovingKeys(moving: boolean, onKey: (key: string) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    if (!moving) return undefined;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.altKey || event.metaKey || !KEYS.has(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(event.key);
    }
    const end = (): void => latest.current('Escape');
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('pointerdown', end, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('pointerdown', end, true);
    };
  }, [moving]);
}
