/** Where cards stand on a board, and where a key moves one: for moving by keyboard without touching the mouse. Pure. */

export interface ArrangedList {
  readonly id: string;
  readonly cards: readonly string[];
}

export interface CardPlace {
  readonly list: number;
  readonly index: number;
}

export function placeOf(lists: readonly ArrangedList[], card: string): CardPlace | undefined {
  for (const [list, { cards }] of lists.entries()) {
    const index = cards.indexOf(card);
    if (index >= 0) return { list, index };
  }
  return undefined;
}

/** The lists with the card at another place. */
function withCardAt(lists: readonly ArrangedList[], card: string, place: CardPlace): readonly ArrangedList[] {
  return lists.map(({ id, cards }, list) => {
    const others = cards.filter((each) => each !== card);
    return { id, cards: list === place.list ? others.toSpliced(Math.min(place.index, others.length), 0, card) : others };
  });
}

/** The lists after an arrow key; unchanged at the edge or for another key. */
export function moveByKey(lists: readonly ArrangedList[], card: string, key: string): readonly ArrangedList[] {
  const place = placeOf(lists, card);
  if (place === undefined) return lists;
  switch (key) {
    case 'ArrowUp':
      return place.index === 0 ? lists : withCardAt(lists, card, { list: place.list, index: place.index - 1 });
    case 'ArrowDown':
      return withCardAt(lists, card, { list: place.list, index: place.index + 1 });
    case 'ArrowLeft':
      return place.list === 0 ? lists : withCardAt(lists, card, { list: place.list - 1, index: place.index });
    case 'ArrowRight':
      return place.list === lists.length - 1 ? lists : withCardAt(lists, card, { list: place.list + 1, index: place.index });
    default:
      return lists;
  }
}

export interface MoveTarget {
  readonly list: string;
  readonly before?: string;
  readonly after?: string;
}

/** How the contract says where a card stands now: its list, and the neighbour it follows or precedes. */
export function targetOf(lists: readonly ArrangedList[], card: string): MoveTarget | undefined {
  const place = placeOf(lists, card);
  const list = place === undefined ? undefined : lists[place.list];
  if (place === undefined || list === undefined) return undefined;
  const after = list.cards[place.index - 1];
  const before = list.cards[place.index + 1];
  if (after !== undefined) return { list: list.id, after };
  return before === undefined ? { list: list.id } : { list: list.id, before };
}

/** The card that an arrow key leads to, by its neighbours on screen. */
export function cardByKey(lists: readonly ArrangedList[], card: string, key: string): string | undefined {
  const place = placeOf(lists, card);
  if (place === undefined) return undefined;
  const at = (list: number, index: number): string | undefined => {
    const cards = lists[list]?.cards ?? [];
    return cards[Math.min(index, cards.length - 1)];
  };
  switch (key) {
    case 'ArrowUp':
      return place.index === 0 ? undefined : at(place.list, place.index - 1);
    case 'ArrowDown':
      return lists[place.list]?.cards[place.index + 1];
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = key === 'ArrowLeft' ? -1 : 1;
      for (let list = place.list + step; list >= 0 && list < lists.length; list += step) {
        const found = at(list, place.index);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}
