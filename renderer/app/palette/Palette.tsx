/** Ctrl+K: one field over commands, areas, items, cards, articles, boards and offices. */
import { Spotlight, createSpotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLive } from '../office-context.tsx';
import { addressOf, matches, type FoundKind } from './found.ts';
import { useActions } from './use-actions.ts';
import styles from './Palette.module.css';

const TYPING_MS = 80;

/** Enter without a choice takes the first, which is marked as such. */
function runFirst(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const palette = event.currentTarget.closest('[role="dialog"]');
  if (palette?.querySelector('[data-selected]') === null) palette.querySelector<HTMLElement>('[data-action]')?.click();
}

/** The sign that the palette's arrow keys and Enter go by, which is on what was first when the last letter fell. */
function markFirst(list: HTMLElement | null): void {
  for (const marked of list?.querySelectorAll('[data-selected]') ?? []) marked.removeAttribute('data-selected');
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
}

/** Before the trap of the dialog does so a moment later. */
function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus();
}

export function Palette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [[store, spotlight]] = useState(createSpotlight);
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), TYPING_MS);
  useEffect(() => {
    if (opened) spotlight.open();
  }, [opened, spotlight]);

  const actions = useActions().filter((action) => matches([action.label, ...action.words], text));
  const found = useLive('search', opened && asked !== '' ? { text: asked, limit: 20 } : undefined).value?.rows ?? [];
  const offices = (useLive('office.list', opened ? { limit: 1000 } : undefined).value?.rows ?? []).filter(
    (office) => asked !== '' && matches([office.code, office.name], asked),
  );

  const groups: SpotlightActionGroupData[] = [];
  const kinds: readonly FoundKind[] = ['item', 'card', 'article', 'board', 'other'];
  for (const kind of kinds) {
    const rows = found.filter((row) => (kind === 'other' ? addressOf(row) !== undefined && !kinds.includes(row.kind as FoundKind) : row.kind === kind));
    if (asked === '' || rows.length === 0) continue;
    groups.push({
      group: t(`frame.palette.kinds.${kind}`),
      actions: rows.map((row) => ({
        id: `${row.kind} ${row.id}`,
        label: row.title,
        ...(row.excerpt === '' ? {} : { description: row.excerpt }),
        onClick: () => void navigate(addressOf(row) ?? '/today'),
      })),
    });
  }
  if (offices.length > 0) {
    groups.push({
      group: t('frame.palette.kinds.office'),
      actions: offices.map((office) => ({
        id: `office ${office.code}`,
        label: `${office.code} ${office.name}`,
        onClick: () => void navigate(`/stock?office=${office.code}`),
      })),
    });
  }
  // Called by its name, an action comes first, so that Enter means the same whether or not anything was found by then.
  const called = actions.findIndex(({ label, words }) => [label, ...words].some((name) => name.toLowerCase() === text.trim().toLowerCase()));
  if (actions.length > 0) {
    groups.splice(called < 0 ? groups.length : 0, 0, {
      group: t('frame.palette.actions'),
      actions: actions.toSorted((left, right) => Number(right === actions[called]) - Number(left === actions[called])).map(({ id, label, icon: Icon, run }) => ({
        id,
        label,
        leftSection: <Icon size={16} aria-hidden />,
        onClick: run,
      })),
    });
  }

  // What is found after the last letter comes above what was the first then. Until an arrow key chooses, the first is marked.
  const chosen = useRef(false);
  const first = groups[0]?.actions[0]?.id;
  useEffect(() => {
    if (text !== '' && first !== undefined && !chosen.current) markFirst(document.getElementById(store.getState().listId));
  }, [first, text, store]);

  return (
    <Spotlight
      store={store}
      actions={groups}
      query={text}
      onQueryChange={(next) => {
        chosen.current = false;
        setText(next);
      }}
      filter={(_query, all) => all}
      shortcut={null}
      scrollable
      maxHeight={420}
      lockScroll={false}
      // At once, so that what is typed right after the key is typed here.
      transitionProps={{ duration: 0 }}
      clearQueryOnClose
      centered={false}
      onSpotlightClose={onClose}
      nothingFound={t('frame.palette.nothing', { text })}
      classNames={{ actionsList: styles.list ?? '', action: styles.action ?? '', actionDescription: styles.description ?? '', actionsGroup: styles.group ?? '' }}
      searchProps={{
        leftSection: <Search size={16} aria-hidden />,
        placeholder: t('frame.palette.placeholder'),
        'aria-label': t('frame.palette.title'),
        onKeyDown: (event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') chosen.current = true;
          runFirst(event);
        },
        ref: focusAtOnce,
      }}
    />
  );
}
