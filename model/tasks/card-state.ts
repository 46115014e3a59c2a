/** What a card shows, derived from its history. Tolerates fields that are not there yet. */
import { fieldStates, placeValue, type FieldState, type HistoryEntry, type Place } from './card-history.ts';

export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
  readonly done: boolean;
}

export interface CardState {
  readonly title: string;
  readonly description: string;
  /** The one responsible person's id. */
  readonly responsible: string | undefined;
  /** `2026-11-23`. */
  readonly due: string | undefined;
  /** Why work cannot go on. */
  readonly blocked: string | undefined;
  readonly archived: boolean;
  readonly place: Place | undefined;
  readonly labels: readonly string[];
  readonly checklist: readonly ChecklistItem[];
  /** Fields that a person must settle. */
  readonly collisions: readonly FieldState[];
}

/** @param entries all history entries of one card, in any order. */
export function cardState(entries: readonly HistoryEntry[]): CardState {
  const states = fieldStates(entries);
  const text = (field: string): string | undefined => {
    const value = states.get(field)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const place = placeValue.safeParse(states.get('place')?.value);
  return {
    title: text('title') ?? '',
    description: text('description') ?? '',
    responsible: text('responsible'),
    due: text('due'),
    blocked: text('blocked'),
    archived: states.get('archived')?.value === true,
    place: place.success ? place.data : undefined,
    labels: labelsOf(states),
    checklist: checklistOf(states),
    collisions: [...states.values()].filter((state) => state.collided).toSorted((left, right) => (left.field < right.field ? -1 : 1)),
  };
}

function labelsOf(states: ReadonlyMap<string, FieldState>): readonly string[] {
  return [...states.values()]
    .filter((state) => state.field.startsWith('label/') && state.value === true)
    .map((state) => state.field.slice('label/'.length))
    .toSorted();
}

/** In the order in which the items were made: their ids sort by time. */
function checklistOf(states: ReadonlyMap<string, FieldState>): readonly ChecklistItem[] {
  const items: ChecklistItem[] = [];
  for (const state of states.values()) {
    const [root, id, part] = state.field.split('/');
    if (root !== 'checklist' || id === undefined || part !== 'text' || typeof state.value !== 'string') continue;
    items.push({ id, text: state.value, done: states.get(checklistField(id, 'done'))?.value === true });
  }
  return items.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

/** The history field of a checklist item. */
export function checklistField(item: string, part: 'text' | 'done'): string {
  return `checklist/${item}/${part}`;
}

/** The history field of a label. */
export function labelField(label: string): string {
  return `label/${label}`;
}
