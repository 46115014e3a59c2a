/** Compression of the link's messages by Node's own Zstandard (SPEC.md, LINK-7). */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Codec } from '#model/link/transport.ts';

const LEVEL = 3;

export const zstandardCodec: Codec = {
  compress: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } }),
  decompress: (bytes, maxBytes) => zstdDecompressSync(bytes, { maxOutputLength: maxBytes }),
};
