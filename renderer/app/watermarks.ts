/** Up to when each office's entries are known here. */
import { useMemo } from 'react';
import type { OfficeWatermark } from '../design/Watermark.tsx';
import { useLive } from './office-context.tsx';
import { useSession } from './session.tsx';

export function useWatermarks(): ReadonlyMap<string, OfficeWatermark> {
  const { office } = useSession();
  const watermarks = useLive('sync.watermarks', {});
  return useMemo(
    () =>
      new Map(
        (watermarks.value?.rows ?? []).map((row) => [
          row.office,
          {
            office: row.office,
            knownUpToMs: row.knownUpToMs,
            waiting: row.waiting,
            connected: row.workstations.some((workstation) => workstation.connected),
            own: row.office === office.code,
          },
        ]),
      ),
    [watermarks.value, office.code],
  );
}
