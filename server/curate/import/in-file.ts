import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import { compare, type Sketch, whyAlike } from '../../../indexer/likeness.ts';
import type { SketchTable } from '../sketches.ts';
import type { JudgedRow } from './preview.ts';

/** New rows of one file that say the same as an earlier row of it, by source, number and text. */
export function compareRows(rows: JudgedRow[], table: SketchTable, sketchOf: (record: LibraryRecord) => Sketch): void {
  const byId = new Map<string, JudgedRow>();
  for (const row of rows) {
    if (row.state !== 'new' || !row.record) continue;
    const sketch = sketchOf(row.record);
    for (const other of table.near(sketch)) {
      const likeness = compare(sketch, other, undefined);
      const why = whyAlike(likeness);
      const earlier = byId.get(other.id);
      if (why.length === 0 || !earlier?.title) continue;
      row.alike.push({ n: earlier.n, title: earlier.title, why, text: Number(likeness.text.toFixed(3)) });
      row.state = 'duplicate';
    }
    table.add(sketch);
    byId.set(row.record.id, row);
  }
}
