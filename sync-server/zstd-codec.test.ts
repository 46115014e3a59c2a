import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeFromRelay, encodeFromRelay } from '#model/link/codec.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { createZstdCodec } from './zstd-codec.ts';

const codec = createZstdCodec();
const batch = {
  type: 'batch',
  upTo: 1,
  last: true,
  updates: [{ name: 'article/01890000-0000-7000-8000-000000000001' as DocumentName, update: new Uint8Array(100_000).fill(5) }],
} as const;

describe('the link’s compression', () => {
  it('[LINK-7] is one Zstandard frame behind the type and the form', () => {
    const message = encodeFromRelay(batch, codec);
    expect(message.byteLength).toBeLessThan(300);
    expect(message[1]).toBe(1);
    expect(zstdDecompressSync(message.subarray(2)).byteLength).toBeGreaterThan(100_000);
    expect(decodeFromRelay(message, codec)).toEqual(batch);
  });

  it('[LINK-3] expands no further than allowed, and what is no frame is malformed', () => {
    const message = encodeFromRelay(batch, codec);
    expect(decodeFromRelay(message, codec, 50_000)).toMatchObject({ malformed: true });
    expect(decodeFromRelay(message.with(10, 0).subarray(0, 20), codec)).toMatchObject({ malformed: true });
  });
});
