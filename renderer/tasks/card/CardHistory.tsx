import { useTranslation } from 'react-i18next';
import { OfficeChip } from '../../design/Chip.tsx';
import { Moment } from '../../design/Moment.tsx';
import type { Card } from './CardFields.tsx';
import { cardFieldName } from '../../i18n/card-field-name.ts';
import styles from './Card.module.css';

/** Every change, the latest first. Values that were not taken stay readable. */
export function CardHistory({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  return (
    <details className={styles.history}>
      <summary>
        {t('tasks.card.history')} <span className="quiet tabular">{card.history.length}</span>
      </summary>
      <ol>
        {card.history.map((entry) => (
          <li key={entry.id}>
            <span className={styles.by}>
              <strong>{entry.byName}</strong> <OfficeChip code={entry.office} />
              <span className="quiet">
                <Moment ms={entry.atMs} />
              </span>
            </span>
            <span className={styles.change}>
              {entry.text === ''
                ? t('tasks.card.cleared', { field: cardFieldName(entry.field, t) })
                : t('tasks.card.changed', { field: cardFieldName(entry.field, t), text: entry.text })}
            </span>
          </li>
        ))}
      </ol>
      <p className="quiet">{t('tasks.card.created', { person: card.createdBy.byName, office: card.createdBy.office })}</p>
    </details>
  );
}
