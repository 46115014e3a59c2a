/** Short messages at the bottom. What can be undone is undone from here, for ten seconds, instead of asking beforehand. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { CircleAlert, CircleCheck } from 'lucide-react';
import styles from './toasts.module.css';

const UNDO_MS = 10_000;
const SHORT_MS = 4000;
const REFUSAL_MS = 12_000;

export interface ToastUndo {
  readonly label: string;
  readonly run: () => void;
}

/** Something was done; with `undo` it can be taken back for ten seconds. */
export function showDone(message: string, closeLabel: string, undo?: ToastUndo): void {
  const id = notifications.show({
    message: (
      <span className={styles.line}>
        <span>{message}</span>
        {undo === undefined ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            flex="none"
            onClick={() => {
              notifications.hide(id);
              undo.run();
            }}
          >
            {undo.label}
          </Button>
        )}
      </span>
    ),
    icon: <CircleCheck size={16} aria-hidden />,
    color: 'teal',
    autoClose: undo === undefined ? SHORT_MS : UNDO_MS,
    closeButtonProps: { 'aria-label': closeLabel },
    classNames: { root: styles.toast ?? '' },
  });
}

/** Refusals that stand; their words are their ids. */
const refused = new Set<string>();

/** Something was refused. The same words are shown once, however often they come. */
export function showRefused(message: string, closeLabel: string): void {
  notifications.hide(message);
  refused.add(message);
  notifications.show({
    id: message,
    message,
    icon: <CircleAlert size={16} aria-hidden />,
    color: 'red',
    autoClose: REFUSAL_MS,
    closeButtonProps: { 'aria-label': closeLabel },
    classNames: { root: styles.toast ?? '' },
  });
}

/** What was refused on a page says nothing on the next one. */
export function hideRefused(): void {
  for (const message of refused) notifications.hide(message);
  refused.clear();
}
