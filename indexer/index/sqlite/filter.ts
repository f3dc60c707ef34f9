import { FACETS, type Filter } from '../search-index.ts';

export interface Condition {
  /** SQL that holds for the rows of `documents d` that pass. */
  sql: string;
  parameters: (string | number)[];
}

const marks = (values: unknown[]) => values.map(() => '?').join(', ');

/** A filter as SQL; undefined where it lets everything through. */
export function conditionOf(filter: Filter | undefined): Condition | undefined {
  const parts: string[] = [];
  const parameters: (string | number)[] = [];
  for (const name of FACETS) {
    const values = filter?.[name];
    if (!values?.length) continue;
    // A record has one kind and most are let through: looked at in the row itself, not in a list of all that pass.
    if (name === 'kind') {
      parts.push(`d.kind IN (${marks(values)})`);
      parameters.push(...values);
      continue;
    }
    parts.push(`d.row IN (SELECT row FROM facets WHERE name = ? AND value IN (${marks(values)}))`);
    parameters.push(name, ...values);
  }
  if (filter?.yearFrom !== undefined) {
    parts.push('d.year >= ?');
    parameters.push(filter.yearFrom);
  }
  if (filter?.yearTo !== undefined) {
    parts.push('d.year <= ?');
    parameters.push(filter.yearTo);
  }
  if (filter?.ids) {
    parts.push('d.id IN (SELECT value FROM json_each(?))');
    parameters.push(JSON.stringify(filter.ids));
  }
  return parts.length > 0 ? { sql: parts.join(' AND '), parameters } : undefined;
}
