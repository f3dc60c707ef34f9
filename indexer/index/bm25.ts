/** BM25 as SQLite's FTS5 reckons it (sqlite.org/fts5.html, 4.3.1), the same for every engine. */

const K1 = 1.2;
const B = 0.75;

/** No term gives more than this, before its rarity. */
export const MOST_IMPACT = K1 + 1;

/** What a term gives to a document of this length, before its rarity. */
export function impactOf(count: number, length: number, averageLength: number): number {
  return (count * MOST_IMPACT) / (count + K1 * (1 - B + (B * length) / averageLength));
}

/** How much rarity adds: a term in half the documents or more says next to nothing. */
export function rarityOf(documents: number, withTerm: number): number {
  const rarity = Math.log((documents - withTerm + 0.5) / (withTerm + 0.5));
  return rarity > 0 ? rarity : 1e-6;
}
