/** What a list's saved views hold of its address: the filters in it, without what only says which list it is. */
import { useSearchParams } from 'react-router';

export interface ListViews {
  /** Under which name they are kept. */
  readonly list: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** @param place parameters of the address that belong to the place. */
export function useListViews(list: string, place: readonly string[] = []): ListViews {
  const [params, setParams] = useSearchParams();
  return {
    list,
    search: new URLSearchParams([...params].filter(([name]) => !place.includes(name))).toString(),
    onSearch(search) {
      setParams(new URLSearchParams([...[...params].filter(([name]) => place.includes(name)), ...new URLSearchParams(search)]), { replace: true });
    },
  };
}
