/** Up to when each office's entries are known here. */
import { useMemo } from 'react';
import type { OfficeWatermark } from '../design/Watermark.tsx';
import type { RowOf } from './office.ts';
import { useLive } from './office-context.tsx';
import { useSession } from './session.tsx';

/**
 * What the figures of each office stand on. An office of several workstations is complete while all of them are heard;
 * this PC holds only its own entries at once, not those of its neighbours. Pure.
 *
 * @param here id of this workstation.
 */
export function officeWatermarks(rows: readonly RowOf<'sync.watermarks'>[], here: string): ReadonlyMap<string, OfficeWatermark> {
  return new Map(
    rows.map(({ office, knownUpToMs, workstations }) => {
      const others = workstations.filter(({ workstation }) => workstation !== here);
      const connected = others.every((other) => other.connected);
      const waiting = others.reduce((sum, other) => sum + other.waiting, 0);
      const unsent = workstations.reduce((sum, each) => sum + each.waiting, 0);
      return [office, { office, knownUpToMs, waiting, unsent, connected, own: workstations.length > 0 && others.length === 0 }];
    }),
  );
}

export function useWatermarks(): ReadonlyMap<string, OfficeWatermark> {
  const { workstation } = useSession();
  const rows = useLive('sync.watermarks', {}).value?.rows;
  return useMemo(() => officeWatermarks(rows ?? [], workstation.id), [rows, workstation.id]);
}
