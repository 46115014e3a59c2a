/**
 * Marks `main` with the address that is drawn there (`data-drawn`). The window's own address runs ahead of the screen:
 * while a page is loaded the one before it still stands, and so do a list's rows while another list is asked for.
 */
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useOffice } from '../office-context.tsx';

/** Stands behind the page inside the frame's Suspense: its effects run after the page's own, and never before the page is there. */
export function DrawnMark() {
  const office = useOffice();
  const { pathname, search } = useLocation();
  const address = pathname + search;
  const told = useRef(0);
  const [drawn, setDrawn] = useState(0);
  useEffect(
    () =>
      office.onAnswered(() => {
        told.current += 1;
        setDrawn(told.current);
      }),
    [office],
  );
  useEffect(() => {
    const main = document.getElementById('main');
    // What was told since this was drawn comes with the next drawing, the page's part and this one at once.
    if (main === null || drawn !== told.current || !office.answered()) return undefined;
    main.dataset['drawn'] = address;
    return () => {
      delete main.dataset['drawn'];
    };
  }, [office, address, drawn]);
  return null;
}
