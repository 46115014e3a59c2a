import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../app/office.ts';
import { Chip, type Tone } from '../../design/Chip.tsx';

type State = RowOf<'stock.transfers'>['state'];

const TONES: Readonly<Record<State, Tone>> = { 'in-transit': 'accent', received: 'good', short: 'warn', over: 'warn', cancelled: 'plain', unmatched: 'warn' };

export interface TransferCondition {
  readonly state: State;
  readonly damaged: string;
  readonly refused: string;
  readonly good: string;
}

/** What became of a transfer in words; nothing that was damaged or refused hides behind "received". */
function conditionsOf({ state, damaged, refused, good }: TransferCondition): readonly (State | 'damaged' | 'refused')[] {
  const parts = [...(damaged === '0' ? [] : (['damaged'] as const)), ...(refused === '0' ? [] : (['refused'] as const))];
  return state === 'received' && good === '0' && parts.length > 0 ? parts : [state, ...parts];
}

export function StateChips(condition: TransferCondition) {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      {conditionsOf(condition).map((each) =>
        each === 'damaged' || each === 'refused' ? (
          <Chip key={each} tone="warn">
            {t(`places.${each}`)}
          </Chip>
        ) : (
          <Chip key={each} tone={TONES[each]}>
            {t(`stock.states.${each}`)}
          </Chip>
        ),
      )}
    </span>
  );
}
