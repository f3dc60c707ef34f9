/** UTF-8, UTF-16 with its mark, or what Chinese Excel writes (GB 18030, of which GBK is a part). The mark is left out. */
export function decodeText(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file);
  if (file[0] === 0xfe && file[1] === 0xff) return new TextDecoder('utf-16be').decode(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030').decode(file);
  }
}

/** Zero bytes, or more than a few characters that no encoding gives: this is no text. */
export function isText(text: string): boolean {
  if (text.includes('\0')) return false;
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  return broken <= 3 + text.length / 1000;
}

/** Without characters that XML cannot hold; Word and Excel refuse files that have them. Line breaks stay. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (character) => ('\n\t'.includes(character) ? character : ''));
}
