/**
 * Detail beside the list it came from. It has its own address: whoever shows it navigates, and closing it is
 * navigating back. Escape closes; the focus moves in on opening and returns to where it was on closing, or to the list
 * where that is gone. What goes while it has the focus, as a form that is done, leaves it to the drawer.
 */
import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { focusList } from './table/focus-list.ts';
import styles from './Drawer.module.css';

export interface DrawerProps {
  readonly label: string;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Drawer({ label, title, onClose, actions, children }: DrawerProps) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus({ preventScroll: true });
      else focusList();
    };
  }, []);
  const within = useRef(false);
  useEffect(() => {
    if (within.current && document.activeElement === document.body) panel.current?.focus({ preventScroll: true });
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves it from anywhere inside
    <aside
      ref={panel}
      tabIndex={-1}
      className={styles.drawer}
      aria-label={label}
      onFocus={() => {
        within.current = true;
      }}
      onBlur={(event) => {
        if (event.target.isConnected) within.current = event.currentTarget.contains(event.relatedTarget);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={styles.head}>
        <div className={styles.title}>{title}</div>
        {actions}
        <ActionIcon aria-label={t('design.drawer.close')} title={`${t('design.drawer.close')} (Esc)`} onClick={onClose}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}
