import { Button, Checkbox } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession, type Session } from '../../app/session.tsx';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import type { Entry } from './entry.ts';
import type { EntryState } from './entry-state.ts';
import styles from './Entry.module.css';

/** What lets a refused document pass: a manager below zero, headquarters beyond a quota (STOCK-10, STOCK-64). */
function overrideOf(reason: string, { office, person }: Session): 'override' | 'overrideQuota' | undefined {
  const hq = person.roles.includes('hq');
  if (reason === 'stock.below-zero' || reason === 'stock.place-short') return hq || person.roles.includes('manager') ? 'override' : undefined;
  return reason === 'quota.short' && office.headquarters && hq ? 'overrideQuota' : undefined;
}

/** Why the document was refused, and what lets it pass for whoever may. */
export function Refused({ entry, state: { refused, override }, onDone }: { readonly entry: Entry; readonly state: EntryState; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const problem = useRefusalText(refused?.refusal, 'stock.postDocument');
  if (refused === undefined || problem === undefined) return null;
  const way = overrideOf(refused.refusal.reason, session);
  return (
    <>
      <ErrorNotice>{problem}</ErrorNotice>
      {way === undefined && refused.refusal.reason !== 'quota.short' ? null : (
        <div className={styles.allow}>
          {way === undefined ? null : (
            <Checkbox
              label={t(`entry.${way}`)}
              checked={override}
              onChange={(event) => {
                entry.allow(event.currentTarget.checked);
                onDone();
              }}
            />
          )}
          {refused.refusal.reason === 'quota.short' ? (
            <Button component={Link} to="/stock/quotas" variant="subtle" rightSection={<ArrowRight size={14} aria-hidden />}>
              {t('entry.openQuotas')}
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}
