import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readPlan } from '../../../../corpus/read/plan.ts';
import { shippedFolder } from '../../../../corpus/root.ts';
import { temporaryFolder } from '../../../setup/temporary-folder.ts';

const shipped = join(shippedFolder, 'plan');

/** A copy of the shipped tables in which one text of one file is changed. */
function planWith(file: string, from: string, to: string): string {
  const folder = temporaryFolder();
  cpSync(shipped, folder, { recursive: true });
  const content = readFileSync(join(folder, file), 'utf8');
  expect(content).toContain(from);
  writeFileSync(join(folder, file), content.replace(from, to));
  return folder;
}

describe('the shipped plan', () => {
  const { tables, problems } = readPlan(shipped);

  it('is read whole, every table and every row', () => {
    expect(problems).toEqual([]);
    const files = readdirSync(shipped).filter((name) => name !== 'doubts.csv');
    expect(Object.keys(tables).sort()).toEqual(files.map((name) => name.replace('.csv', '')).sort());
    for (const [name, { rows }] of Object.entries(tables)) {
      const lines = readFileSync(join(shipped, `${name}.csv`), 'utf8')
        .trim()
        .split('\n').length;
      expect(rows, name).toHaveLength(lines - 1);
    }
  });

  it('has targets of 表7 whose two periods add up to the total', () => {
    expect(tables.targets.rows).toHaveLength(6);
    for (const row of tables.targets.rows) expect(row.p2011_2015 + row.p2016_2020, row.indicator_zh).toBe(row.total);
  });

  it('has districts and industries that add up to the total of titles', () => {
    const districts = tables.districts.rows.filter(({ row_type }) => row_type === 'district');
    const industries = tables['recognised-by-industry'].rows.filter(({ row_type }) => row_type === 'industry');
    for (const rows of [districts, industries]) {
      expect(rows.reduce((sum, { provincial_titles }) => sum + provincial_titles, 0)).toBe(105);
      expect(rows.reduce((sum, { municipal_titles }) => sum + (municipal_titles ?? 0), 0)).toBe(7);
    }
  });

  it('keeps the digits as printed beside the number', () => {
    const share = tables.background.rows.find(({ year, indicator_zh }) => year === 2006 && indicator_zh === '工业总产值占全省的比例');
    expect(share?.value).toEqual({ value: 12.3, asPrinted: '12.30' });
  });

  it('never gives the water saved without its doubt', () => {
    const water = tables['schemes-effect'].rows.find(({ value }) => value.asPrinted === '58354.57');
    expect(water).toMatchObject({
      unit: '万吨',
      per_year: true,
      doubt: { zh: expect.stringContaining('单位可能有误'), en: expect.any(String) },
    });
    expect(tables['schemes-effect'].rows.filter(({ doubt }) => doubt)).toHaveLength(1);
  });

  it('doubts the shares that differ from their own rows, and no other figure of 表1 and 表2', () => {
    const doubted = tables.background.rows.filter(({ doubt }) => doubt).map(({ indicator_zh, year }) => [indicator_zh, year]);
    const worked = tables.background.rows.filter((share) => {
      if (!share.indicator_zh.endsWith('占全省的比例')) return false;
      const of = (region: string) =>
        tables.background.rows.find(
          (row) => row.region_zh === region && row.year === share.year && `${row.indicator_zh}占全省的比例` === share.indicator_zh,
        )?.value.value ?? Number.NaN;
      // In hundredths of a per cent, rounded half up, so that binary fractions decide nothing.
      return Math.round((of('佛山市') / of('广东省')) * 10_000 + 1e-9) !== Math.round(share.value.value * 100);
    });
    expect(doubted).toEqual(worked.map(({ indicator_zh, year }) => [indicator_zh, year]));
  });

  it('marks the fifteen industries whose period is unclear, and joins doubts that meet in one row', () => {
    const unclear = tables.industries.rows.filter(({ audit_period_unclear_zh }) => audit_period_unclear_zh);
    expect(unclear).toHaveLength(15);
    for (const { doubt } of unclear) expect(doubt?.zh).toContain('2015年');
    expect(tables.industries.rows.find(({ no }) => no === 11)?.doubt?.zh).toMatch(/可能横跨两栏.*未开展/);
    expect(tables.demonstrations.doubts).toHaveLength(1);
  });
});

describe('a damaged plan', () => {
  it('reports a broken cell with its line and column, and leaves out that row only', () => {
    const { tables, problems } = readPlan(planWith('targets.csv', ',450,750,', ',45O,750,'));
    expect(problems).toEqual([{ file: 'targets.csv', line: 2, column: 7, field: 'p2011_2015', message: 'a whole number is expected' }]);
    expect(tables.targets.rows.map(({ no }) => no)).toEqual([2, 3, 4, 5, 6]);
  });

  it('reports an empty cell that must be filled, and names files from the folder asked for', () => {
    const folder = planWith('milestones.csv', '前言,2003-01-01,', '前言,,');
    expect(readPlan(folder, join(folder, '..')).problems).toEqual([
      { file: expect.stringMatching(/milestones\.csv$/), line: 2, column: 2, field: 'date', message: 'the cell is empty' },
    ]);
    expect(readPlan(folder, join(folder, '..')).problems[0]?.file).not.toBe('milestones.csv');
  });

  it('reports a row of the wrong length', () => {
    const { problems } = readPlan(planWith('incentives.csv', '五（一）7,', '五（一）7,,'));
    expect(problems).toMatchObject([{ file: 'incentives.csv', line: 11 }]);
  });

  it('reports a changed header once, not in every row', () => {
    const { problems, tables } = readPlan(planWith('incentives.csv', 'giver_zh', 'giver'));
    expect(problems.filter(({ file }) => file === 'incentives.csv')).toMatchObject([{ line: 1, column: 4 }]);
    expect(tables.incentives.rows).toEqual([]);
  });

  it('reports a table that is missing', () => {
    const folder = planWith('commitments.csv', 'commitment_zh', 'commitment_zh');
    rmSync(join(folder, 'incentives.csv'));
    expect(readPlan(folder).problems).toEqual([{ file: 'incentives.csv', message: 'the table is missing' }]);
  });

  it('reports a doubt that finds no row or no table: a changed cell must not lose it', () => {
    expect(readPlan(planWith('doubts.csv', 'measure_zh=节水', 'measure_zh=省水')).problems).toMatchObject([
      { file: 'doubts.csv', column: 2, field: 'rows', message: 'no row of schemes-effect.csv has measure_zh=省水' },
    ]);
    expect(readPlan(planWith('doubts.csv', 'targets,no=2,', 'target,no=2,')).problems).toMatchObject([
      { file: 'doubts.csv', column: 1, field: 'table', message: expect.stringContaining('“target” is no table') },
    ]);
    expect(readPlan(planWith('schemes-effect.csv', ',节水,', ',用水,')).problems).toMatchObject([{ file: 'doubts.csv', field: 'rows' }]);
  });
});
