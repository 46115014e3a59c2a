/** The messages of y-websocket's protocol (y-protocols' PROTOCOL.md), read without trusting a length in them. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const QUERY_AWARENESS = 3;
const STEP_ONE = 0;
const STEP_TWO = 1;
const UPDATE = 2;
const PERMISSION_DENIED = 0;

export type RoomMessage =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly state: Uint8Array }
  | { readonly type: 'queryAwareness' }
  /** Of a newer protocol; passed over, as the reference server does. */
  | { readonly type: 'unknown' };

/** @returns undefined where the bytes are no message. @param frame must own its memory: lib0 reads past the end of a view. */
export function readRoomMessage(frame: Uint8Array): RoomMessage | undefined {
  const decoder = decoding.createDecoder(frame);
  try {
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
        return readSync(decoder);
      case AWARENESS:
        return { type: 'awareness', state: decoding.readVarUint8Array(decoder) };
      case QUERY_AWARENESS:
        return { type: 'queryAwareness' };
      default:
        return { type: 'unknown' };
    }
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function readSync(decoder: decoding.Decoder): RoomMessage | undefined {
  switch (decoding.readVarUint(decoder)) {
    case STEP_ONE: {
      const stateVector = decoding.readVarUint8Array(decoder);
      Y.decodeStateVector(stateVector);
      return { type: 'step1', stateVector };
    }
    case STEP_TWO:
    case UPDATE: {
      const update = decoding.readVarUint8Array(decoder);
      Y.decodeUpdate(update);
      return { type: 'update', update };
    }
    default:
      return undefined;
  }
}

function message(type: number, subtype: number, content: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint(encoder, subtype);
    encoding.writeVarUint8Array(encoder, content);
  });
}

export function stepOneMessage(stateVector: Uint8Array): Uint8Array {
  return message(SYNC, STEP_ONE, stateVector);
}

export function stepTwoMessage(update: Uint8Array): Uint8Array {
  return message(SYNC, STEP_TWO, update);
}

export function updateMessage(update: Uint8Array): Uint8Array {
  return message(SYNC, UPDATE, update);
}

export function awarenessMessage(state: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, state);
  });
}

export function deniedMessage(reason: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AUTH);
    encoding.writeVarUint(encoder, PERMISSION_DENIED);
    encoding.writeVarString(encoder, reason);
  });
}
