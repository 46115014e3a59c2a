import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import type { Entry } from './entry.ts';
import type { EntryState } from './entry-state.ts';

const BELOW_ZERO = ['stock.below-zero', 'stock.place-short'];

/** Why the document was refused, and what lets it pass for whoever may. */
export function Refused({ entry, state: { refused, override }, onDone }: { readonly entry: Entry; readonly state: EntryState; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const problem = useRefusalText(refused?.refusal, 'stock.postDocument');
  if (refused === undefined || problem === undefined) return null;
  const mayOverride = person.roles.some((role) => role === 'manager' || role === 'hq') && BELOW_ZERO.includes(refused.refusal.reason);
  return (
    <>
      <ErrorNotice>{problem}</ErrorNotice>
      {mayOverride ? (
        <Checkbox
          label={t('entry.override')}
          checked={override}
          onChange={(event) => {
            entry.allow(event.currentTarget.checked);
            onDone();
          }}
        />
      ) : null}
    </>
  );
}
