/** The link's compression (LINK-7). Level 3: level 9 saves 2 to 4 % at three times the time, deflate takes three times the time for the same size. */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Codec } from '#model/link/transport.ts';

export function createZstdCodec(): Codec {
  return {
    compress: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    decompress: (bytes, maxBytes) => zstdDecompressSync(bytes, { maxOutputLength: maxBytes }),
  };
}
