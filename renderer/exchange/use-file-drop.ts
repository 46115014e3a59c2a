/** Takes files that are dropped on a place. Only a shorter way: the button beside it does the same by keyboard. */
import { useEffect, useRef, useState, type RefObject } from 'react';

export function useFileDrop(onFile: (file: File) => void): { readonly place: RefObject<HTMLDivElement | null>; readonly over: boolean } {
  const place = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const latest = useRef(onFile);
  useEffect(() => {
    latest.current = onFile;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    element.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    element.addEventListener('dragleave', () => setOver(false), { signal });
    element.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file !== undefined) latest.current(file);
      },
      { signal },
    );
    return () => ending.abort();
  }, []);
  return { place, over };
}
