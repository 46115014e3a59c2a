/**
 * What a connection is sent: live messages at once, bulk when the line has room.
 *
 * 1. Bulk waits, frame by frame, while more than `pauseBulkAtBytes` stand in the socket's buffer; live messages pass
 *    ahead of it.
 * 2. Live messages keep their order among themselves. One of several frames waits for the end of a bulk message that
 *    is under way (parts of two messages must not mix, LINK-4) and for room; those after it wait behind it.
 * 3. A line that stays full, or fills beyond `dropAtBytes`, is given up: its workstation comes back with its cursor.
 */
import { FRAME_BYTES, framesOf } from '#model/link/frames.ts';
import type { Timers, Transport } from '#model/link/transport.ts';
import type { Limits } from '../limits.ts';

/** Looks again after this long whether a full line has room, in milliseconds. */
const LOOK_AGAIN_MS = 20;

export interface Outlet {
  live(message: Uint8Array): void;
  /** Sends what `produce` gives, one message at a time, until it gives undefined. One after another. */
  bulk(produce: () => Promise<Uint8Array | undefined>): Promise<void>;
  close(): void;
}

type OutletLimits = Pick<Limits, 'pauseBulkAtBytes' | 'dropAtBytes' | 'dropSlowAfterMs'>;

/** @param tooSlow is called once when the line is to be given up. */
export function createOutlet(transport: Transport, nowMs: () => number, timers: Timers, limits: OutletLimits, tooSlow: () => void): Outlet {
  let closed = false;
  let fullSinceMs: number | undefined;
  let liveWaiting: Uint8Array[] = [];
  let liveWaitingBytes = 0;
  let stopWatch: (() => void) | undefined;
  let bulkTurn: Promise<void> = Promise.resolve();
  /** Messages of several frames, one after another. */
  let largeTurn: Promise<void> = Promise.resolve();

  function close(): void {
    closed = true;
    liveWaiting = [];
    stopWatch?.();
  }

  function giveUp(): void {
    if (closed) return;
    close();
    tooSlow();
  }

  function hasRoom(): boolean {
    if (transport.bufferedBytes < limits.pauseBulkAtBytes) {
      fullSinceMs = undefined;
      return true;
    }
    fullSinceMs ??= nowMs();
    if (nowMs() - fullSinceMs > limits.dropSlowAfterMs) giveUp();
    return false;
  }

  function whenRoom(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (closed || hasRoom()) resolve();
        else timers.after(LOOK_AGAIN_MS, look);
      };
      look();
    });
  }

  /** While no bulk is under way nobody else looks at the line. */
  function watchFullLine(): void {
    stopWatch = undefined;
    if (!closed && !hasRoom()) stopWatch = timers.after(limits.dropSlowAfterMs, watchFullLine);
  }

  function sendNow(message: Uint8Array): void {
    if (closed) return;
    transport.send(message);
    if (transport.bufferedBytes > limits.dropAtBytes) giveUp();
    else if (!hasRoom()) stopWatch ??= timers.after(limits.dropSlowAfterMs, watchFullLine);
  }

  async function sendFrames(message: Uint8Array): Promise<void> {
    for (const frame of framesOf(message)) {
      await whenRoom();
      if (closed) return;
      transport.send(frame);
    }
  }

  /** A message stays first in the queue until all of it is sent, so that none passes it. */
  async function sendWaiting(): Promise<void> {
    for (let first = liveWaiting[0]; first !== undefined; first = liveWaiting[0]) {
      if (first.byteLength > FRAME_BYTES) await sendFrames(first);
      else sendNow(first);
      liveWaiting.shift();
      liveWaitingBytes -= first.byteLength;
    }
  }

  function inLargeTurn(work: () => Promise<void>): Promise<void> {
    largeTurn = largeTurn.then(work).then(sendWaiting);
    return largeTurn;
  }

  return {
    live(message) {
      if (closed) return;
      if (liveWaiting.length === 0 && message.byteLength <= FRAME_BYTES) {
        sendNow(message);
        return;
      }
      liveWaiting.push(message);
      liveWaitingBytes += message.byteLength;
      // The first is paced by the line itself; what gathers behind it is bounded.
      if (liveWaitingBytes - (liveWaiting[0]?.byteLength ?? 0) > limits.dropAtBytes) giveUp();
      else void inLargeTurn(() => Promise.resolve());
    },
    bulk(produce) {
      bulkTurn = bulkTurn.then(async () => {
        for (;;) {
          await whenRoom();
          if (closed) return;
          const message = await produce();
          if (message === undefined || closed) return;
          await inLargeTurn(() => sendFrames(message));
        }
      });
      return bulkTurn;
    },
    close,
  };
}
