/**
 * The port between protocol logic and sockets, so that the simulation can drive the real logic.
 * A transport keeps order and boundaries of messages while it lives; it may end at any moment.
 */
export interface Transport {
  send(message: Uint8Array): void;
  /** Bytes handed over but not yet on the wire. */
  readonly bufferedBytes: number;
  close(code: number, reason: string): void;
}

export interface TransportEvents {
  opened?(): void;
  received(message: Uint8Array): void;
  closed(code: number, reason: string): void;
}

/** Timers that are passed in. Times in milliseconds. */
export interface Timers {
  after(delayMs: number, act: () => void): () => void;
}

/** Compression of payloads, carried out by the shells' own zlib. */
export interface Codec {
  compress(bytes: Uint8Array): Uint8Array;
  /** Throws when the result would exceed `maxBytes`. */
  decompress(bytes: Uint8Array, maxBytes: number): Uint8Array;
}
