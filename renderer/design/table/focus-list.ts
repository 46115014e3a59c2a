/** Puts the focus on the page's list, at the cell where Tab would enter it: where a person goes on when what had the focus is gone. */
export function focusList(): void {
  document.querySelector<HTMLElement>('main [role="grid"] [data-cell][tabindex="0"]')?.focus({ preventScroll: true });
}
