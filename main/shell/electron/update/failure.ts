/** Which of the causes that people are told an error of electron-updater, or of the network under it, is. */
import type { UpdateCause } from '#model/maintenance/update-status.ts';

const BY_CODE: Readonly<Record<string, UpdateCause>> = {
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'noReleases',
  ERR_CHECKSUM_MISMATCH: 'damaged',
  ERR_UPDATER_INVALID_SIGNATURE: 'damaged',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'unreadable',
  ERR_UPDATER_INVALID_VERSION: 'unreadable',
  ERR_UPDATER_NO_FILES_PROVIDED: 'unreadable',
  ERR_UPDATER_NO_CHECKSUM: 'unreadable',
  ERR_UPDATER_ASSET_NOT_FOUND: 'unreadable',
  ERR_UPDATER_LATEST_VERSION_NOT_FOUND: 'unreadable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

export function updateCauseOf(error: unknown): UpdateCause {
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  // Chromium's network stack has no codes but its own words, and a download refused by the relay has only its status.
  const status = /\bstatus (\d{3})\b|^HTTP_ERROR_(\d{3})/.exec(code === '' ? error.message : code);
  const answered = Number(status?.[1] ?? status?.[2] ?? 0);
  if (answered === 404) return 'unreadable';
  return answered >= 500 || /net::ERR_|timed out/i.test(error.message) ? 'unreachable' : 'failed';
}
