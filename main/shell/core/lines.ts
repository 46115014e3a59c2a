/** Splits a stream into lines. A line longer than the limit ends the stream: it is no message of ours. */
import { StringDecoder } from 'node:string_decoder';
import type { Socket } from 'node:net';

const MAX_LINE_CHARACTERS = 32 * 1024 * 1024;

export function readLines(socket: Socket, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest: string[] = [];
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    const pieces = decoder.write(chunk).split('\n');
    for (const [index, piece] of pieces.entries()) {
      rest.push(piece);
      length += piece.length;
      if (length > MAX_LINE_CHARACTERS) {
        socket.destroy();
        return;
      }
      if (index < pieces.length - 1) {
        const line = rest.join('');
        rest = [];
        length = 0;
        if (line !== '') onLine(line);
      }
    }
  });
}
