/** 1,234.5 and full-width digits; nothing with a unit or in words, which the reader would have to guess. */
export function numberOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) return undefined;
  return Number(plain.replace(/,/g, ''));
}

/** A number, or a range written `12..15`, `12~15` or `12至15`. */
export function rangeOf(text: string): number | [number, number] | undefined {
  const parts = text.normalize('NFKC').split(/\.\.|~|至|—/);
  const [low, high] = parts.map(numberOf);
  if (low === undefined || (parts.length === 2 && high === undefined) || parts.length > 2) return undefined;
  return high === undefined ? low : [low, high];
}

/** The cell from which `rangeOf` reads a value back. */
export function valueCell(value: number | [number, number] | undefined): string | number | undefined {
  return Array.isArray(value) ? value.join('..') : value;
}
