import { describe, expect, it } from 'vitest';

import { VectorTable } from '../../../../indexer/index/sqlite/vectors.ts';

const vector = (...values: number[]) => Float32Array.from(values);
const rows = (hits: { row: number }[]) => hits.map(({ row }) => row);

describe('a table of vectors', () => {
  it('gives the rows nearest first, with the product as score', () => {
    const table = new VectorTable(2);
    table.add(1, 'key', vector(1, 0));
    table.add(2, 'key', vector(0, 1));
    table.add(3, 'key', vector(0.6, 0.8));
    const hits = table.nearest(vector(0, 1), 10, undefined);
    expect(rows(hits)).toEqual([2, 3, 1]);
    expect(hits.map(({ score }) => score)).toEqual([1, expect.closeTo(0.8), 0]);
  });

  it('counts a row with several vectors once, by its nearest, and says which that is', () => {
    const table = new VectorTable(2);
    table.add(1, 'far', vector(1, 0));
    table.add(1, 'near', vector(0, 1));
    table.add(2, 'between', vector(0.6, 0.8));
    expect(table.nearest(vector(0, 1), 10, undefined)).toMatchObject([
      { row: 1, key: 'near', score: 1 },
      { row: 2, key: 'between' },
    ]);
  });

  it('finds a row whose products are all negative', () => {
    const table = new VectorTable(1);
    table.add(1, 'key', vector(-1));
    expect(table.nearest(vector(1), 10, undefined)).toMatchObject([{ row: 1, score: -1 }]);
  });

  it('gives no more than asked for, and only rows let through', () => {
    const table = new VectorTable(1);
    for (let row = 1; row <= 5; row++) table.add(row, 'key', vector(row));
    expect(rows(table.nearest(vector(1), 2, undefined))).toEqual([5, 4]);
    expect(rows(table.nearest(vector(1), 2, (row) => row < 4))).toEqual([3, 2]);
    expect(table.nearest(vector(1), 0, undefined)).toEqual([]);
  });

  it('forgets a removed row, which may come back with another vector', () => {
    const table = new VectorTable(2);
    table.add(1, 'key', vector(1, 0));
    table.add(1, 'key', vector(0, 1));
    table.remove(1);
    table.remove(7);
    expect(table.nearest(vector(1, 0), 10, undefined)).toEqual([]);
    table.add(1, 'key', vector(0, 1));
    expect(table.nearest(vector(1, 0), 10, undefined)).toMatchObject([{ row: 1, score: 0 }]);
  });

  it('holds thousands: as many as are added, each with its own vector', () => {
    const table = new VectorTable(3);
    for (let row = 0; row < 5000; row++) table.add(row, 'key', vector(Math.cos(row), Math.sin(row), 0));
    expect(table.nearest(vector(Math.cos(4321), Math.sin(4321), 0), 1, undefined)[0]?.row).toBe(4321);
    expect(table.nearest(vector(1, 0, 0), 10_000, undefined)).toHaveLength(5000);
  });
});
