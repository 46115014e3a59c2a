import { useTranslation } from 'react-i18next';
import styles from './KeyHint.module.css';

/** The key for what stands beside it, as it is printed on the keyboard: `F2`, `Ctrl+K`. */
export function KeyHint({ keys }: { readonly keys: string }) {
  const { t } = useTranslation();
  return (
    <kbd className={styles.keys} aria-label={t('design.keys.label', { keys })}>
      {keys}
    </kbd>
  );
}
