/** Makes a picture of any size small enough to travel with the catalogue (STOCK-35): drawn again, so that nothing else of the file is kept. */
import { textOfBytes } from '../../app/base64.ts';
import { MAX_PHOTO_BYTES } from '#model/stock/photo-kind.ts';

/** Longest sides and qualities that are tried in turn: as large as it may be. */
const TRIES = [
  [480, 0.8],
  [480, 0.6],
  [360, 0.6],
  [280, 0.5],
  [200, 0.5],
  [140, 0.4],
] as const;

/** @returns the picture in base64, or undefined where the file is no picture that can be drawn. */
export async function shrinkPhoto(file: Blob): Promise<string | undefined> {
  const image = await createImageBitmap(file).catch(() => undefined);
  if (image === undefined) return undefined;
  try {
    for (const [side, quality] of TRIES) {
      const blob = await drawn(image, side, quality);
      if (blob !== undefined && blob.size <= MAX_PHOTO_BYTES) return textOfBytes(new Uint8Array(await blob.arrayBuffer()));
    }
    return undefined;
  } finally {
    image.close();
  }
}

async function drawn(image: ImageBitmap, side: number, quality: number): Promise<Blob | undefined> {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext('2d');
  if (pen === null) return undefined;
  // A picture without a ground, as of a drawing, stands on white.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
  return blob ?? undefined;
}
