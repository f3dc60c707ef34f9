import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { VectorGraph } from '../../../../indexer/index/sqlite/graph.ts';
import { VectorTable } from '../../../../indexer/index/sqlite/vectors.ts';
import { temporaryFolder } from '../../../setup/temporary-folder.ts';

const vector = (...values: number[]) => Float32Array.from(values);
const rows = (hits: { row: number }[]) => hits.map(({ row }) => row);

describe('a table of vectors', () => {
  it('gives the rows nearest first, with the product as score', () => {
    const table = new VectorTable(2);
    table.add(1, 0, 'key', vector(1, 0));
    table.add(2, 0, 'key', vector(0, 1));
    table.add(3, 0, 'key', vector(0.6, 0.8));
    const hits = table.nearest(vector(0, 1), 10);
    expect(rows(hits)).toEqual([2, 3, 1]);
    expect(hits.map(({ score }) => score)).toEqual([1, expect.closeTo(0.8), 0]);
  });

  it('counts a row with several vectors once, by its nearest, and says which that is', () => {
    const table = new VectorTable(2);
    table.add(1, 0, 'far', vector(1, 0));
    table.add(1, 1, 'near', vector(0, 1));
    table.add(2, 0, 'between', vector(0.6, 0.8));
    expect(table.nearest(vector(0, 1), 10)).toMatchObject([
      { row: 1, key: 'near', score: 1 },
      { row: 2, key: 'between' },
    ]);
  });

  it('finds a row whose products are all negative', () => {
    const table = new VectorTable(1);
    table.add(1, 0, 'key', vector(-1));
    expect(table.nearest(vector(1), 10)).toMatchObject([{ row: 1, score: -1 }]);
  });

  it('gives no more than asked for, and only rows let through', () => {
    const table = new VectorTable(1);
    for (let row = 1; row <= 5; row++) table.add(row, 0, 'key', vector(row));
    expect(rows(table.nearest(vector(1), 2))).toEqual([5, 4]);
    expect(rows(table.nearest(vector(1), 2, new Set([1, 2, 3])))).toEqual([3, 2]);
    expect(table.nearest(vector(1), 0)).toEqual([]);
  });

  it('forgets a removed row, which may come back with another vector', () => {
    const table = new VectorTable(2);
    table.add(1, 0, 'key', vector(1, 0));
    table.add(1, 0, 'key', vector(0, 1));
    table.remove(1);
    table.remove(7);
    expect(table.nearest(vector(1, 0), 10)).toEqual([]);
    table.add(1, 0, 'key', vector(0, 1));
    expect(table.nearest(vector(1, 0), 10)).toMatchObject([{ row: 1, score: 0 }]);
  });

  it('holds thousands: as many as are added, each with its own vector', () => {
    const table = new VectorTable(3);
    for (let row = 0; row < 5000; row++) table.add(row, 0, 'key', vector(Math.cos(row), Math.sin(row), 0));
    expect(table.nearest(vector(Math.cos(4321), Math.sin(4321), 0), 1)[0]?.row).toBe(4321);
    expect(table.nearest(vector(1, 0, 0), 10_000)).toHaveLength(5000);
  });
});

/** Directions spread over a sphere of 24 dimensions, the same each time. */
function spread(count: number): Float32Array[] {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 4_294_967_296 - 0.5;
  };
  return Array.from({ length: count }, () => {
    const values = Float32Array.from({ length: 24 }, next);
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  });
}

describe('a table of more vectors than are scanned', () => {
  const EXACT = 500;
  const made = spread(4000);
  const asked = spread(4100).slice(4000);
  const filled = () => {
    const table = new VectorTable(24, EXACT);
    for (const [i, one] of made.entries()) table.add(Math.floor(i / 2), i % 2, `key ${i}`, one);
    return table;
  };
  const graphed = () => {
    const table = filled();
    while (table.waiting > 0) table.extendGraph(1000);
    return table;
  };
  const agreement = (table: VectorTable, allowed?: Set<number>) => {
    let same = 0;
    for (const query of asked) {
      const scanned = new Set(rows(table.nearest(query, 10, allowed, { byScan: true })));
      same += rows(table.nearest(query, 10, allowed)).filter((row) => scanned.has(row)).length;
    }
    return same / (asked.length * 10);
  };

  it('finds nearly the ten a scan finds, whatever part of it the graph knows', () => {
    const table = filled();
    expect(agreement(table)).toBe(1);
    table.extendGraph(1500);
    expect(agreement(table)).toBeGreaterThan(0.98);
    while (table.waiting > 0) table.extendGraph(1000);
    expect(agreement(table)).toBeGreaterThan(0.98);
  });

  it('tells scores within a hundredth of those of the floats', () => {
    const table = graphed();
    for (const query of asked.slice(0, 20)) {
      const [best] = table.nearest(query, 1);
      const exact = Math.max(...made.map((one) => one.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0)));
      expect(best?.score).toBeCloseTo(exact, 2);
    }
  });

  it('finds only what a filter lets through, many or few', () => {
    const table = graphed();
    const every = (nth: number) => new Set(Array.from({ length: 2000 }, (_, row) => row).filter((row) => row % nth === 0));
    for (const nth of [2, 50]) {
      expect(agreement(table, every(nth))).toBeGreaterThan(0.98);
      for (const row of rows(table.nearest(asked[0] ?? vector(), 10, every(nth)))) expect(row % nth).toBe(0);
    }
  });

  it('finds what came after the graph, and not what went', () => {
    const table = graphed();
    const target = asked[0] ?? vector();
    table.add(9000, 0, 'new', target);
    expect(table.nearest(target, 1)).toMatchObject([{ row: 9000, key: 'new' }]);
    table.remove(9000);
    expect(rows(table.nearest(target, 5))).not.toContain(9000);
  });

  it('takes up a graph that was saved, unless it is of another index or model or was touched', () => {
    const path = join(temporaryFolder(), 'graph');
    const mark = { generation: 'g', model: 'm' };
    const first = graphed();
    first.graph?.save(path, mark);
    const table = filled();
    const graph = new VectorGraph(24);
    for (const other of [
      { generation: 'other', model: 'm' },
      { generation: 'g', model: 'other' },
    ])
      expect(graph.load(path, other)).toBe(false);
    expect(graph.load(path, mark)).toBe(true);
    table.useGraph(graph);
    expect(table.waiting).toBe(0);
    expect(agreement(table)).toBeGreaterThan(0.98);
    appendFileSync(path, 'x');
    expect(new VectorGraph(24).load(path, mark)).toBe(false);
  });
});
