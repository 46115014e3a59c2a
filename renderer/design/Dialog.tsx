/** A dialog that stands while it is drawn. On closing, the focus goes back to where it was, so that keys go on from there. */
import { Modal } from '@mantine/core';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { focusList } from './table/focus-list.ts';

export interface DialogProps {
  readonly title: string;
  /** Width in pixels. */
  readonly size: number;
  readonly onClose: () => void;
  /** What gets the focus in place of what had it, where that is gone by then or about to go, as an entry of a menu is. */
  readonly backTo?: () => HTMLElement | null;
  readonly children: ReactNode;
}

export function Dialog({ title, size, onClose, backTo, children }: DialogProps) {
  const { t } = useTranslation();
  const instead = useEffectEvent(() => backTo?.());
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      // After the dialog is out of the page, which takes the focus with it; whoever has moved it on meanwhile keeps it.
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const back = instead() ?? before;
        if (back instanceof HTMLElement && back !== document.body && back.isConnected) back.focus({ preventScroll: true });
        else focusList();
      });
    };
  }, []);
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      {children}
    </Modal>
  );
}
