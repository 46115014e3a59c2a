/** Requests that this workstation answers, each with one button, and those that wait elsewhere. */
import { Button } from '@mantine/core';
import { Check, HandHelping } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard/keys.tsx';
import type { RowOf } from '../../app/office.ts';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { useMay } from '../../app/session.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Moment } from '../../design/Moment.tsx';
import styles from './Quotas.module.css';

type Request = RowOf<'quota.requests'>;

const SHOWN = 5;

export function QuotaRequests() {
  const { t } = useTranslation();
  const say = useSay();
  const may = useMay('quota.answer');
  const answer = useCommand('quota.answer');
  const open = useLive('quota.requests', { state: 'open', limit: 100 }).value?.rows ?? [];
  const toAnswer = may ? open.filter(({ mine }) => mine === 'to-answer') : [];
  const waiting = open.filter(({ mine }) => mine !== 'to-answer');
  const shown = [...toAnswer.toReversed(), ...waiting].slice(0, SHOWN);
  const [first] = toAnswer.toReversed();

  async function reply(request: Request, accept: boolean): Promise<void> {
    const result = await answer.run({ request: request.id, accept });
    if (!result.ok) return;
    const what = { amount: formatQuantity(request.amount), unit: request.unit, item: request.itemName, to: request.byDesk };
    say.done(t(accept ? 'quotas.requests.given' : 'quotas.requests.declined', what));
  }

  useKeys(first === undefined ? [] : [{ keys: 'Ctrl+Enter', label: t('quotas.requests.giveFirst'), run: () => void reply(first, true) }]);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.requests} aria-label={t('quotas.requests.label')}>
      {shown.map((request) => {
        const mine = may && request.mine === 'to-answer';
        const what = { by: request.byDesk, of: request.ofDesk, amount: formatQuantity(request.amount), unit: request.unit, item: `${request.item} ${request.itemName}` };
        return (
          <li key={request.id} className={styles.request}>
            <HandHelping size={16} aria-hidden />
            <p title={request.note ?? undefined}>
              {t(mine ? 'quotas.requests.asksYou' : 'quotas.requests.asks', what)}
              {request.note === null ? null : <span className="quiet"> · {request.note}</span>}
              <span className="quiet">
                {' · '}
                {request.byName} <Moment ms={request.atMs} />
              </span>
            </p>
            {mine ? (
              <>
                <Button size="compact-sm" variant="subtle" disabled={answer.running} onClick={() => void reply(request, false)}>
                  {t('quotas.requests.decline')}
                </Button>
                <Button
                  size="compact-sm"
                  leftSection={<Check size={14} aria-hidden />}
                  rightSection={request === first ? <KeyHint keys="Ctrl+Enter" /> : undefined}
                  disabled={answer.running}
                  onClick={() => void reply(request, true)}
                >
                  {t('quotas.requests.give')}
                </Button>
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
