/** The one device that a page may ask for: the camera, by our own page, for scanning barcodes. Pure. */

const OWN_PAGE = /^app:\/\/branchline(\/|$)/;

/** @param media what is asked for; sound is never given. */
export function isCameraForScanning(permission: string, address: string, media: readonly string[] | undefined): boolean {
  return permission === 'media' && OWN_PAGE.test(address) && media !== undefined && media.length > 0 && media.every((type) => type === 'video');
}
