/**
 * A value that two places changed while apart: the chip where the value stands, and both values side by side
 * with who, where and when, above a small time line. The keys named on the buttons take a value.
 */
import { Button } from '@mantine/core';
import { GitCompareArrows } from 'lucide-react';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { OfficeChip } from './Chip.tsx';
import { exactTime, formatMoment } from './format/date.ts';
import { KeyHint } from './KeyHint.tsx';
import { useNow } from './use-now.ts';
import styles from './Collision.module.css';

/** One of the values, as its writer left it. */
export interface CollisionSide {
  readonly id: string;
  readonly text: string;
  readonly person: string;
  readonly office: string;
  readonly atMs: number;
}

export function CollisionChip({ onOpen, label }: { readonly onOpen?: () => void; readonly label?: string }) {
  const { t } = useTranslation();
  const words = label ?? t('design.collision.chip');
  if (onOpen === undefined) {
    return (
      <span className={styles.chip}>
        <GitCompareArrows size={12} aria-hidden /> {words}
      </span>
    );
  }
  return (
    <button type="button" className={styles.chip} onClick={onOpen}>
      <GitCompareArrows size={12} aria-hidden /> {words}
    </button>
  );
}

export interface CollisionComparisonProps {
  /** What the values belong to: “负责人”. */
  readonly field: string;
  readonly sides: readonly CollisionSide[];
  readonly onTake: (side: CollisionSide) => void;
  readonly busy: boolean;
  /** The key that takes the first value, from 1. Past 9 there are none. */
  readonly firstKey?: number;
}

export function CollisionComparison({ field, sides, onTake, busy, firstKey = 1 }: CollisionComparisonProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const heading = useId();
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const side = sides[Number(event.key) - firstKey];
    if (side === undefined || busy) return;
    event.preventDefault();
    onTake(side);
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the number keys work on the buttons inside
    <section className={styles.comparison} aria-labelledby={heading} onKeyDown={onKeyDown}>
      <h3 id={heading}>
        <GitCompareArrows size={14} aria-hidden /> {field} · {t('design.collision.chip')}
      </h3>
      <p className="quiet">{t('design.collision.explain')}</p>
      <TimeLine sides={sides} />
      <ol className={styles.sides}>
        {sides.map((side, index) => (
          <li key={side.id} className={styles.side}>
            <p className={styles.value}>{side.text === '' ? t('design.collision.empty') : side.text}</p>
            <p className="quiet" title={exactTime(side.atMs, language)}>
              {t('design.collision.by', { person: side.person, office: side.office, time: formatMoment(side.atMs, now, language) })}
            </p>
            <Button fullWidth disabled={busy} onClick={() => onTake(side)} rightSection={index + firstKey > 9 ? undefined : <KeyHint keys={String(index + firstKey)} />}>
              {t('design.collision.take')}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The changes on a line per office, earliest at the left. */
function TimeLine({ sides }: { readonly sides: readonly CollisionSide[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const first = Math.min(...sides.map((side) => side.atMs));
  const span = Math.max(1, Math.max(...sides.map((side) => side.atMs)) - first);
  return (
    <div className={styles.timeline} role="img" aria-label={t('design.collision.timeline')}>
      {sides.map((side) => (
        <div key={side.id} className={styles.line}>
          <OfficeChip code={side.office} />
          <span className={styles.track}>
            <span className={styles.dot} style={{ insetInlineStart: `${8 + ((side.atMs - first) / span) * 62}%` }}>
              <span className={styles.when}>{formatMoment(side.atMs, now, language)}</span>
            </span>
          </span>
        </div>
      ))}
    </div>
  );
}
