/** What this workstation printed with last: paper and labels lie in its own printer. Kept in this browser, as other preferences. */
import { z } from 'zod';

const KEY = 'branchline-print';

const choices = z.object({
  labelSize: z.string().default(''),
  paperSize: z.string().default(''),
  /** As many labels as are on hand, or a fixed number of each. */
  copies: z.enum(['fixed', 'on-hand']).default('fixed'),
});
export type PrintChoices = z.infer<typeof choices>;

export function readPrintChoices(): PrintChoices {
  try {
    return choices.parse(JSON.parse(window.localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return choices.parse({});
  }
}

export function rememberPrintChoices(part: Partial<PrintChoices>): void {
  window.localStorage.setItem(KEY, JSON.stringify({ ...readPrintChoices(), ...part }));
}
