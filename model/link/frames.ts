/**
 * Messages larger than a frame travel as several frames, so that neither side has to accept large frames and
 * small messages pass between the parts of a large one.
 *
 * 1. A message of at most `FRAME_BYTES` is its own frame, unchanged.
 * 2. A larger one is cut into parts: byte 126 where more follows, byte 127 with the last.
 * 3. Parts of one message stand in order; whole messages may stand between them.
 */
import type { Malformed } from './codec.ts';

/** Largest frame either side sends, in bytes. */
export const FRAME_BYTES = 256 * 1024;
const MORE = 126;
const LAST = 127;

/** The frames of a message, to be sent in this order. */
export function framesOf(message: Uint8Array): readonly Uint8Array[] {
  if (message.byteLength <= FRAME_BYTES) return [message];
  const frames: Uint8Array[] = [];
  for (let start = 0; start < message.byteLength; start += FRAME_BYTES - 1) {
    const part = message.subarray(start, start + FRAME_BYTES - 1);
    const frame = new Uint8Array(part.byteLength + 1);
    frame[0] = start + part.byteLength === message.byteLength ? LAST : MORE;
    frame.set(part, 1);
    frames.push(frame);
  }
  return frames;
}

export interface FrameJoiner {
  /** The message that this frame completes, undefined while parts are missing, or Malformed past `maxBytes`. */
  join(frame: Uint8Array): Uint8Array | undefined | Malformed;
}

/** One per connection and direction. @param maxBytes of a joined message. */
export function createFrameJoiner(maxBytes: number): FrameJoiner {
  let parts: Uint8Array[] = [];
  let held = 0;
  return {
    join(frame) {
      if (frame[0] !== MORE && frame[0] !== LAST) return frame;
      held += frame.byteLength - 1;
      if (held > maxBytes) {
        parts = [];
        held = 0;
        return { malformed: true, detail: `message above ${maxBytes} bytes` };
      }
      // Copied: the frame's memory may belong to the socket.
      parts.push(new Uint8Array(frame.subarray(1)));
      if (frame[0] === MORE) return undefined;
      const whole = new Uint8Array(held);
      let place = 0;
      for (const part of parts) {
        whole.set(part, place);
        place += part.byteLength;
      }
      parts = [];
      held = 0;
      return whole;
    },
  };
}
