/**
 * The vectors in memory, scanned exactly: 384 multiplications a passage are 0.3 ms for a thousand passages. They are
 * unit vectors, so the product is the cosine.
 */
export class VectorTable {
  #matrix = new Float32Array(0);
  #rows = new Int32Array(0);
  readonly #keys: string[] = [];
  #count = 0;
  readonly #dimensions: number;
  readonly #slots = new Map<number, number[]>();

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  get dimensions(): number {
    return this.#dimensions;
  }

  /** Adds a passage's vector under the row of its record. */
  add(row: number, key: string, vector: Float32Array): void {
    if (this.#count === this.#rows.length) this.#grow();
    this.#matrix.set(vector, this.#count * this.#dimensions);
    this.#rows[this.#count] = row;
    this.#keys[this.#count] = key;
    const taken = this.#slots.get(row);
    if (taken) taken.push(this.#count);
    else this.#slots.set(row, [this.#count]);
    this.#count++;
  }

  /** Forgets all vectors of a record: their slots keep no row and are passed over. */
  remove(row: number): void {
    for (const slot of this.#slots.get(row) ?? []) this.#rows[slot] = -1;
    this.#slots.delete(row);
  }

  /** The best passage of each record that `allowed` lets through, nearest first; more than `limit` where the last ones tie. */
  nearest(
    query: Float32Array,
    limit: number,
    allowed: ((row: number) => boolean) | undefined,
  ): { row: number; key: string; score: number }[] {
    const dimensions = this.#dimensions;
    const matrix = this.#matrix;
    const best = new Map<number, { slot: number; score: number }>();
    for (let slot = 0; slot < this.#count; slot++) {
      const row = this.#rows[slot] ?? -1;
      if (row < 0 || (allowed && !allowed(row))) continue;
      const offset = slot * dimensions;
      let score = 0;
      for (let i = 0; i < dimensions; i++) score += (matrix[offset + i] ?? 0) * (query[i] ?? 0);
      const known = best.get(row);
      if (known === undefined || score > known.score) best.set(row, { slot, score });
    }
    return [...best]
      .map(([row, { slot, score }]) => ({ row, key: this.#keys[slot] ?? '', score }))
      .sort((a, b) => b.score - a.score || a.row - b.row)
      .filter(({ score }, i, all) => i < limit || (limit > 0 && score === all[limit - 1]?.score));
  }

  #grow(): void {
    const capacity = Math.max(1024, this.#rows.length * 2);
    const matrix = new Float32Array(capacity * this.#dimensions);
    matrix.set(this.#matrix);
    this.#matrix = matrix;
    const rows = new Int32Array(capacity);
    rows.set(this.#rows);
    this.#rows = rows;
  }
}
