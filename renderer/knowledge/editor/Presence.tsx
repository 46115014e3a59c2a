import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import { PersonMark } from '../../design/PersonMark.tsx';
import styles from './Editor.module.css';

interface Present {
  readonly client: number;
  readonly name: string;
  readonly office: string;
}

function presentIn(awareness: Awareness): readonly Present[] {
  return [...awareness.getStates()].flatMap(([client, state]) => {
    const { name, office } = state;
    const known = client !== awareness.clientID && typeof name === 'string' && typeof office === 'string';
    return known ? [{ client, name, office }] : [];
  });
}

/** Who else has the article open, here and at other offices. */
export function Presence({ awareness }: { readonly awareness: Awareness }) {
  const { t } = useTranslation();
  const [present, setPresent] = useState(() => presentIn(awareness));
  useEffect(() => {
    const update = (): void => setPresent(presentIn(awareness));
    awareness.on('change', update);
    return () => awareness.off('change', update);
  }, [awareness]);
  return (
    <span className={styles.presence}>
      {present.map((each) => (
        <PersonMark key={each.client} name={each.name} label={`${t('knowledge.here')}: ${each.name} · ${each.office}`} />
      ))}
    </span>
  );
}
