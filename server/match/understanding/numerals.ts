/** Numbers as people write them: 100, 1,200.5, 两, 十五, 三百二十, 一百万, 五十来 (about fifty), half. */

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  半: 0.5,
};
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };
const WORDS: Record<string, number> = {
  half: 0.5,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  eighteen: 18,
  twenty: 20,
  'twenty-four': 24,
};

/** For use within a pattern: matches a number in digits. */
export const ARABIC = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
/** A number in Chinese characters, without a final 万 or 亿 of its own; 来, 多, 几 make it about that much. */
export const HAN = '[零〇一壹二两三四五六七八九十百千]+(?:[来多余几](?=[万亿]))?';
export const ENGLISH = Object.keys(WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|');

/** The value of a text that one of the patterns matched; undefined where it is no number. */
export function numberOf(text: string): number | undefined {
  const plain = text.trim().toLowerCase().replace(/,/g, '');
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  if (Object.hasOwn(WORDS, plain)) return WORDS[plain];
  return hanNumber(plain.replace(/[来多余几]/g, ''));
}

function hanNumber(text: string): number | undefined {
  if (text === '') return undefined;
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const character of text) {
    const value = DIGITS[character];
    const unit = UNITS[character];
    if (value !== undefined) {
      digit = value;
    } else if (unit === undefined) {
      return undefined;
    } else if (unit < 10_000) {
      section += (digit ?? 1) * unit;
      digit = undefined;
    } else {
      total += (section + (digit ?? 0) || 1) * unit;
      section = 0;
      digit = undefined;
    }
  }
  return total + section + (digit ?? 0);
}
