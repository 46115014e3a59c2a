/** How a computer's secret keys are kept. */
import { z } from 'zod';

export const keyProtectionStatus = z.object({
  /** `system`: sealed by the system's key store. `file`: in a file that only its owner may read. */
  protection: z.enum(['system', 'file']),
  /** What the system calls its store. */
  store: z.string().optional(),
  /**
   * Why not by the system: a person chose so; the system has no store that protects; this shell cannot ask it; or it
   * is for the desktop app's next start.
   */
  why: z.enum(['chosen', 'noStore', 'shell', 'nextStart']).optional(),
});
export type KeyProtectionStatus = z.infer<typeof keyProtectionStatus>;
