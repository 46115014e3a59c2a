import styles from './PersonMark.module.css';

/** The last character of a Chinese name, or the first letter of another. */
function initialOf(name: string): string {
  return /^[\u4e00-\u9fff]+$/.test(name) ? name.slice(-1) : name.slice(0, 1).toUpperCase();
}

/** A person as one character in a circle; the name in words for hovering and screen readers. */
export function PersonMark({ name, label, strong = false }: { readonly name: string; readonly label?: string; readonly strong?: boolean }) {
  return (
    <span className={styles.mark} data-strong={strong} title={label ?? name} role="img" aria-label={label ?? name}>
      {initialOf(name)}
    </span>
  );
}
