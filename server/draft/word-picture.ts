import { ImageRun } from 'docx';

/** A page's chart in a Word file: as wide as the text, or as it is where it is narrower. */

/** Pixels at 96 dpi: sixteen centimetres. */
const MOST = { width: 605, height: 800 };
/** Charts are drawn for screens with twice the pixels. */
const PIXEL_RATIO = 2;

export function pictureRun(base64: string, description: string): ImageRun {
  const data = Buffer.from(base64, 'base64');
  const { width, height } = pngSize(data);
  const scale = Math.min(1 / PIXEL_RATIO, MOST.width / width, MOST.height / height);
  const transformation = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  return new ImageRun({ type: 'png', data, transformation, altText: { name: description, title: description, description } });
}

/** Width and height stand in the first chunk of a PNG, at byte 16 and 20. */
export function pngSize(data: Buffer): { width: number; height: number } {
  if (!isPng(data)) throw new TypeError('not a PNG');
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}

export function isPng(data: Buffer): boolean {
  return (
    data.length > 33 &&
    data.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) &&
    data.toString('latin1', 12, 16) === 'IHDR' &&
    data.readUInt32BE(16) > 0 &&
    data.readUInt32BE(16) <= 20_000 &&
    data.readUInt32BE(20) > 0 &&
    data.readUInt32BE(20) <= 20_000
  );
}
