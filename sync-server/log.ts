/** The relay's log: one JSON object a line. Names and reasons, never secrets, keys, tokens or content. */
export type LogLevel = 'info' | 'warning' | 'error';

export interface Log {
  write(level: LogLevel, event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

/** @param writeLine gets each line without its line break. */
export function createLog(nowMs: () => number, writeLine: (line: string) => void): Log {
  return {
    write(level, event, fields = {}) {
      writeLine(JSON.stringify({ at: new Date(nowMs()).toISOString(), level, event, ...fields }));
    },
  };
}
