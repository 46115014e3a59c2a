import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard/keys.tsx';

/** The keys of a board that work wherever the focus is; those of a card are handled on the card. */
export function useBoardKeys(columns: RefObject<HTMLDivElement | null>): void {
  const { t } = useTranslation();
  useKeys([
    {
      keys: 'n',
      label: t('tasks.board.addCard'),
      run: () => {
        const list = document.activeElement?.closest('[data-list]') ?? columns.current?.querySelector('[data-list]');
        list?.querySelector<HTMLButtonElement>('[data-add-card]')?.click();
      },
    },
    {
      keys: 'm',
      label: t('tasks.board.move'),
      run: () => columns.current?.querySelector<HTMLElement>('[data-card]')?.focus(),
    },
  ]);
}
