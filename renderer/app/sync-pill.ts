/** From the link's state to what the pill says. */
import type { Language } from '#model/contract/text.ts';
import type { PillState } from '../design/SyncPill.tsx';
import { useLanguage } from '../i18n/index.ts';
import type { Output } from './office.ts';
import { useConnected, useLive } from './office-context.tsx';

export type SyncStatus = Output<'sync.status'>;

export function pillState(status: SyncStatus, language: Language): PillState {
  switch (status.state) {
    case 'unconfigured':
      return { kind: 'alone' };
    case 'offline':
    // While the first attempts run, what matters is the same: it is saved here and not yet sent.
    case 'connecting':
      return status.waiting > 0 || status.state === 'offline'
        ? { kind: 'offline', waiting: status.waiting, sinceMs: status.sinceMs }
        : { kind: 'connecting' };
    case 'catchingUp':
      return { kind: 'catchingUp', done: status.progress?.done ?? 0, total: status.progress?.total ?? 0 };
    case 'live':
      return status.waiting > 0 ? { kind: 'sending', count: status.waiting } : { kind: 'live' };
    case 'tooOld':
    case 'revoked':
      return { kind: status.state };
    case 'refused':
      return { kind: 'attention', cause: status.cause?.text[language] ?? '' };
  }
}

export function useSyncPill(): PillState {
  const connected = useConnected();
  const language = useLanguage();
  const status = useLive('sync.status', {}).value;
  if (!connected) return { kind: 'unreachable' };
  return status === undefined ? { kind: 'connecting' } : pillState(status, language);
}
