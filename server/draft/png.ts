/** What the server needs to know of a PNG that a page sent (W3C PNG specification, 5.2 and 11.2.1). */

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
