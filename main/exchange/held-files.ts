/** Files on their way in or out, in memory. Few at a time: the oldest gives way, so that forgotten ones do not fill it. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import { MAX_FILE_BYTES, MAX_PIECE_BYTES, megabytes } from '#model/exchange/limits.ts';

const MOST_HELD = 4;
/** All of them together, bytes; a single file may be larger. */
const MOST_BYTES = 512 * 1024 * 1024;

interface HeldFile {
  pieces: Uint8Array[];
  bytes: number;
}

export interface HeldFiles {
  /** Adds a piece to a file; without an id a new file begins. */
  add(id: string | undefined, piece: Uint8Array): { readonly file: string; readonly bytes: number } | Refusal;
  /** Keeps a whole file that was made here. */
  keep(pieces: readonly Uint8Array[]): { readonly file: string; readonly bytes: number };
  /** The whole file. */
  read(id: string): Uint8Array | Refusal;
  /** A part of it from `offset` on. */
  piece(id: string, offset: number): { readonly content: Uint8Array; readonly bytes: number; readonly nextOffset?: number } | Refusal;
}

export function createHeldFiles(newId: () => string): HeldFiles {
  const files = new Map<string, HeldFile>();
  const gone = (): Refusal => refuse('file.unknown', {}, 'file');

  function hold(file: HeldFile): string {
    let total = file.bytes + [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [oldest, { bytes }] of files) {
      if (files.size < MOST_HELD && total <= MOST_BYTES) break;
      files.delete(oldest);
      total -= bytes;
    }
    const id = newId();
    files.set(id, file);
    return id;
  }

  /** Copies a part out of the pieces, without joining them all. */
  function part({ pieces }: HeldFile, from: number, to: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let at = 0;
    for (const piece of pieces) {
      if (at + piece.length > from && at < to) parts.push(piece.subarray(Math.max(0, from - at), to - at));
      at += piece.length;
    }
    return Buffer.concat(parts);
  }

  /** Pieces joined, once. */
  function whole(file: HeldFile): Uint8Array {
    if (file.pieces.length !== 1) file.pieces = [new Uint8Array(Buffer.concat(file.pieces))];
    return file.pieces[0] ?? new Uint8Array();
  }

  return {
    add(id, piece) {
      const known = id === undefined ? { pieces: [], bytes: 0 } : files.get(id);
      if (known === undefined) return gone();
      if (known.bytes + piece.length > MAX_FILE_BYTES) {
        if (id !== undefined) files.delete(id);
        return refuse('file.too-large', { most: megabytes(MAX_FILE_BYTES) }, 'content');
      }
      known.pieces.push(piece);
      known.bytes += piece.length;
      return { file: id ?? hold(known), bytes: known.bytes };
    },
    keep(pieces) {
      const file = { pieces: [...pieces], bytes: pieces.reduce((sum, { length }) => sum + length, 0) };
      return { file: hold(file), bytes: file.bytes };
    },
    read(id) {
      const file = files.get(id);
      return file === undefined ? gone() : whole(file);
    },
    piece(id, offset) {
      const file = files.get(id);
      if (file === undefined) return gone();
      const end = Math.min(offset + MAX_PIECE_BYTES, file.bytes);
      const content = part(file, offset, end);
      return { content, bytes: file.bytes, ...(end < file.bytes ? { nextOffset: end } : {}) };
    },
  };
}
