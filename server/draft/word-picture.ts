import { ImageRun } from 'docx';

import { pngSize } from './png.ts';

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
