/** What a person set about the desktop shell itself, in the user's own folder. Lost, it is as at the first start. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const shellSettings = z.object({
  /** Closing the window leaves the office running, and syncing, in the tray. */
  keepInTray: z.boolean().default(true),
  /** The person was told once where the app went. */
  toldOfTray: z.boolean().default(false),
});
export type ShellSettings = z.infer<typeof shellSettings>;

export interface SettingsFile {
  read(): ShellSettings;
  change(part: Partial<ShellSettings>): void;
}

export function openShellSettings(file: string): SettingsFile {
  let held = load(file);
  return {
    read: () => held,
    change(part) {
      held = { ...held, ...part };
      writeFileSync(file, JSON.stringify(held));
    },
  };
}

function load(file: string): ShellSettings {
  try {
    return shellSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return shellSettings.parse({});
  }
}
