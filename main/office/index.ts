/** What shells may use of the office core. */
export { createEd25519 } from '../directory/ed25519.ts';
export { createFileKeyVault } from '../directory/file-key-vault.ts';
export { STORE_ERRORS } from '../store/open-failure.ts';
export { connectWebSocket } from '../sync/websocket-connect.ts';
export { zstandardCodec } from '../sync/zstandard-codec.ts';
export type { Updates } from './maintenance/updates.ts';
export { openOffice, type Office } from './office.ts';
