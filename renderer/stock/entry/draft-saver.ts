/**
 * Keeps an entry durable while it is made (STOCK-28). One save is under way at a time, and what changes meanwhile goes
 * with the next: typing never waits. A save that failed is tried again with the next change, or when it is asked for.
 */
export interface DraftSaver {
  /** The content changed. */
  changed(): void;
  /** Resolves when nothing waits to be saved; false where the last save failed. */
  settled(): Promise<boolean>;
}

export type SaveState = 'saved' | 'saving' | 'failed';

/** @param save writes what stands there now; false where that failed. */
export function createDraftSaver(save: () => Promise<boolean>, onState: (state: SaveState) => void): DraftSaver {
  let dirty = false;
  let failed = false;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (dirty) {
      dirty = false;
      failed = !(await save());
      if (failed) break;
    }
    running = undefined;
    dirty ||= failed;
    onState(failed ? 'failed' : 'saved');
  }

  function start(): void {
    if (running !== undefined) return;
    onState('saving');
    running = run();
  }

  return {
    changed() {
      dirty = true;
      start();
    },
    async settled() {
      if (dirty) start();
      while (running !== undefined) await running;
      return !failed;
    },
  };
}
