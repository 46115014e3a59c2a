/** What was started, ended in reverse order; what starts while that goes on is ended too. */
export interface Closing {
  /** Passes on what was started, and ends it in its turn. */
  add<Started extends { stop(): Promise<void> }>(starting: Promise<Started>): Promise<Started>;
  /** Ends all, once; whatever failed to start or to stop does not keep the rest. */
  close(): Promise<void>;
}

export function createClosing(): Closing {
  const started: Promise<{ stop(): Promise<void> }>[] = [];
  let closed: Promise<void> | undefined;
  async function endAll(): Promise<void> {
    for (let last = started.pop(); last !== undefined; last = started.pop()) {
      await Promise.allSettled([last.then((each) => each.stop())]);
    }
  }
  return {
    add(starting) {
      started.push(starting);
      return starting;
    },
    close: () => (closed ??= endAll()),
  };
}
