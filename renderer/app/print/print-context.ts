/** Lets every screen ask for a print: it names what, the dialog fetches the confirmed entries by query. */
import { createContext, useContext } from 'react';

export type PrintRequest =
  /** Labels of items by id; the dialog can add more. With a lot, of that lot. */
  | { readonly kind: 'labels'; readonly items: readonly string[]; readonly lot?: string }
  /** Labels of this office's locations by code. */
  | { readonly kind: 'location-labels'; readonly locations: readonly string[] }
  /** The document of a number; its office, as a number may have been given twice. */
  | { readonly kind: 'document'; readonly number: string; readonly office: string }
  /** A purchase order by its id. */
  | { readonly kind: 'order'; readonly order: string; readonly number: string; readonly office: string }
  /** A sheet to count these items of this office by hand. */
  | { readonly kind: 'count-sheet'; readonly items: readonly string[] }
  /** The sheet of a planned count: its places, with the books' figures unless it is blind. */
  | { readonly kind: 'count-sheet'; readonly count: string };

const PrintContext = createContext<((request: PrintRequest) => void) | undefined>(undefined);
export const PrintProvider = PrintContext.Provider;

/** Opens the print dialog. */
export function usePrint(): (request: PrintRequest) => void {
  const print = useContext(PrintContext);
  if (print === undefined) throw new Error('no print dialog around this screen');
  return print;
}
