import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Chip.module.css';

export type Tone = 'plain' | 'accent' | 'warn' | 'stop' | 'good';

export interface ChipProps {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A small word with its colour. The colour never stands alone: an icon or the word says the same. */
export function Chip({ tone = 'plain', icon: Icon, title, children }: ChipProps) {
  return (
    <span className={classes(styles.chip, styles[tone])} title={title}>
      {Icon === undefined ? null : <Icon size={12} aria-hidden />}
      <span>{children}</span>
    </span>
  );
}

/** An office by its code, as on paper; the name on hover. */
export function OfficeChip({ code, name, own = false }: { readonly code: string; readonly name?: string | undefined; readonly own?: boolean }) {
  return (
    <span className={classes(styles.office, own && styles.own)} title={name ?? code}>
      {code}
    </span>
  );
}
