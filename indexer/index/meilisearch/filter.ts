import { FACETS, type Filter } from '../search-index.ts';

/** Values as Meilisearch's filter language takes them. One with a backslash cannot be written in it, and no record has one. */
export function quoted(values: readonly string[]): string {
  return `[${values
    .filter((value) => !value.includes('\\'))
    .map((value) => `"${value.replaceAll('"', '\\"')}"`)
    .join(', ')}]`;
}

/** A filter in Meilisearch's language, over records or over passages; both carry the values. */
export function filterText(type: 'record' | 'passage', filter: Filter | undefined): string {
  const parts = [`type = ${type}`];
  for (const name of FACETS) {
    const values = filter?.[name];
    if (values?.length) parts.push(`${name} IN ${quoted(values)}`);
  }
  if (filter?.yearFrom !== undefined) parts.push(`year >= ${filter.yearFrom}`);
  if (filter?.yearTo !== undefined) parts.push(`year <= ${filter.yearTo}`);
  if (filter?.ids) parts.push(`record IN ${quoted(filter.ids)}`);
  return parts.join(' AND ');
}

/** The server's time for a list of ids grows with the square of its length (1,000 at once took six times what 200 took). */
const IDS_AT_ONCE = 200;

/** The same filter in parts that no record passes twice. */
export function filterTexts(filter: Filter): string[] {
  const ids = [...new Set(filter.ids)];
  if (ids.length <= IDS_AT_ONCE) return [filterText('record', filter)];
  const parts: string[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE)
    parts.push(filterText('record', { ...filter, ids: ids.slice(at, at + IDS_AT_ONCE) }));
  return parts;
}
