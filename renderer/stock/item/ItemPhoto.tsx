import { useLive } from '../../app/office-context.tsx';
import styles from './ItemPhoto.module.css';

/** The photo of an item where it has one, nothing where it has none. */
export function ItemPhoto({ item, name, size }: { readonly item: string; readonly name: string; readonly size: 'small' | 'large' }) {
  const photo = useLive('item.photo', { item }).value?.photo;
  if (photo === undefined || photo === null) return null;
  return <img className={styles[size]} src={`data:${photo.type};base64,${photo.base64}`} alt={name} />;
}
