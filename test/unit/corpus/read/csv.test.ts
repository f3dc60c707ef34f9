import { describe, expect, it } from 'vitest';

import { readCsv, splitCell } from '../../../../corpus/read/csv.ts';

describe('a CSV file', () => {
  it('gives cells by column name, empty ones left out', () => {
    const { rows, problems } = readCsv('id,zh,en\na,甲,\nb,"乙,丙",B\n', 'x.csv');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { cells: { id: 'a', zh: '甲' }, line: 2 },
      { cells: { id: 'b', zh: '乙,丙', en: 'B' }, line: 3 },
    ]);
  });

  it('keeps the line of a row after a cell of several lines', () => {
    const { rows } = readCsv('id,text\na,"one\ntwo\nthree"\nb,four\n', 'x.csv');
    expect(rows.map(({ line }) => line)).toEqual([2, 5]);
    expect(rows[0]?.cells.text).toBe('one\ntwo\nthree');
  });

  it('keeps the line of a row after an empty line', () => {
    expect(readCsv('id\na\n\nb\n', 'x.csv').rows.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('takes a byte order mark, Windows line ends and quotes within quotes', () => {
    expect(readCsv('\uFEFFid,text\r\na,"say ""yes"""\r\n', 'x.csv').rows).toEqual([{ cells: { id: 'a', text: 'say "yes"' }, line: 2 }]);
  });

  it('reports a row of the wrong length with its line and keeps the others', () => {
    const { rows, problems } = readCsv('id,zh\na\nb,乙\nc,丙,x\n', 'x.csv');
    expect(rows.map(({ cells }) => cells.id)).toEqual(['b']);
    expect(problems).toMatchObject([
      { file: 'x.csv', line: 2 },
      { file: 'x.csv', line: 4 },
    ]);
  });

  it('that is no CSV is reported', () => {
    expect(readCsv('id,zh\na,"never closed\n', 'x.csv')).toMatchObject({ rows: [], problems: [{ file: 'x.csv' }] });
  });

  it.each(['', 'id,zh', 'id,zh\n'])('with nothing in it (%j) has no rows', (content) => {
    expect(readCsv(content, 'x.csv')).toEqual({ rows: [], problems: [] });
  });
});

describe('a cell of several values', () => {
  it('is parted at | with spaces and empty parts left out', () => {
    expect(splitCell(' C17 | C19||')).toEqual(['C17', 'C19']);
    expect(splitCell(undefined)).toEqual([]);
  });
});
