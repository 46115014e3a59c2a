/** Bytes as base64 text, as the message protocol carries them. */

/** Characters per step: `String.fromCharCode` takes its arguments on the stack. */
const STEP = 0x8000;

export function textOfBytes(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += STEP) {
    binary += String.fromCharCode(...bytes.subarray(start, start + STEP));
  }
  return btoa(binary);
}

/** @throws DOMException where the text is no base64. */
export function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
