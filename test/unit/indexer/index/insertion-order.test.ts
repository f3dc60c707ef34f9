import { describe, expect, it } from 'vitest';

import { InsertionOrder } from '../../../../indexer/index/sqlite/insertion-order.ts';
import { VectorTable } from '../../../../indexer/index/sqlite/vectors.ts';

/** Unit vectors in twelve directions, one after another: neighbours by slot are never neighbours in space. */
const DIRECTIONS = 12;
function vectorOf(slot: number): Float32Array {
  const angle = ((slot % DIRECTIONS) / DIRECTIONS) * 2 * Math.PI + slot / 1e6;
  return Float32Array.of(Math.cos(angle), Math.sin(angle));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

describe('the order in which vectors go into the graph', () => {
  const slots = Array.from({ length: 1200 }, (_, slot) => slot);
  const orderOf = (looks: number[]) => {
    const order = new InsertionOrder(slots, vectorOf, 2);
    for (const most of looks) order.look(most);
    return order;
  };

  it('is found out little by little, and the same at once', () => {
    expect(orderOf([1000]).done).toBe(false);
    const order = orderOf([1000, 150, 1000]);
    expect(order.done).toBe(true);
    expect(order.slots()).toEqual(orderOf([1200]).slots());
  });

  it('has each of them once, a tenth spread over all before the others', () => {
    const found = orderOf([1200]).slots();
    expect([...found].sort((a, b) => a - b)).toEqual(slots);
    expect(found.slice(0, 120)).toEqual(slots.filter((slot) => slot % 10 === 0));
  });

  it('has the others beside those that are near them', () => {
    const rest = orderOf([1200]).slots().slice(120);
    const turns = rest.filter((slot, i) => i > 0 && slot % DIRECTIONS !== (rest[i - 1] ?? 0) % DIRECTIONS).length;
    // As they came, each lay in another direction than the one before.
    expect(turns).toBeLessThan(rest.length / 4);
  });

  it('brings all that wait into the graph, and those that come while it is found out', () => {
    const table = new VectorTable(8, 100);
    const scattered = (row: number) => unit(Float32Array.from({ length: 8 }, (_, i) => Math.sin((row + 1) * (i + 1) * 12.9898)));
    const add = (row: number) => table.add(row, 0, `key ${row}`, scattered(row));
    for (let row = 0; row < 20_500; row++) add(row);
    table.extendGraph(100);
    expect(table.waiting).toBe(20_500);
    for (let row = 20_500; row < 20_600; row++) add(row);
    table.remove(7);
    for (let turns = 0; table.waiting > 0; turns++) {
      expect(turns).toBeLessThan(1000);
      table.extendGraph(500);
    }
    expect(table.graph?.size).toBe(20_599);
    for (const row of [3, 9000, 20_555]) expect(table.nearest(scattered(row), 1)[0]?.score).toBeGreaterThan(0.995);
  });
});
