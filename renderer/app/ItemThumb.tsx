import { useInViewport } from '@mantine/hooks';
import { useState } from 'react';
import { useLive } from './office-context.tsx';
import styles from './ItemThumb.module.css';

export interface ItemThumbProps {
  readonly item: string;
  /** Whether the item has a photo. Where it has none its place is kept, so that names stand under each other. */
  readonly has: boolean;
}

/** A small photo of an item beside its name. It is asked for once it is in sight, and its place is there before it. */
export function ItemThumb({ item, has }: ItemThumbProps) {
  const { ref, inViewport } = useInViewport<HTMLSpanElement>();
  const [seen, setSeen] = useState(false);
  if (inViewport && !seen) setSeen(true);
  const photo = useLive('item.photo', has && seen ? { item } : undefined).value?.photo;
  return (
    <span ref={ref} className={styles.thumb} data-has={has || undefined}>
      {photo === undefined || photo === null ? null : <img src={`data:${photo.type};base64,${photo.base64}`} alt="" decoding="async" />}
    </span>
  );
}

/** An item among those to choose from: its photo, where any of them has one (`has` is undefined where none does), and its words. */
export function ItemOption({ item, has, label }: { readonly item: string; readonly has: boolean | undefined; readonly label: string }) {
  return (
    <span className={styles.option}>
      {has === undefined ? null : <ItemThumb item={item} has={has} />}
      {label}
    </span>
  );
}
