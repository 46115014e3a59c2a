/** A form within a drawer: Escape leaves the form, not the drawer. */
import type { ReactNode } from 'react';
import styles from './Orders.module.css';

export function DrawerForm({ onSubmit, onClose, children }: { readonly onSubmit: () => void; readonly onClose: () => void; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves it from anywhere inside
    <form
      className={styles.drawerForm}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      {children}
    </form>
  );
}
