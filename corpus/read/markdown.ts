import { isMap, isNode, LineCounter, parseDocument, stringify } from 'yaml';

import { LibraryRecord } from '../kinds/kinds.ts';
import { type Problem, schemaProblems } from './problem.ts';
import { SECTIONS, splitSections } from './sections.ts';

/**
 * A record as a file: YAML front matter between two lines of `---`, then its long texts under headings (sections.ts).
 * A guide's whole body is its text. Reading never throws: what is wrong comes back as problems with their lines.
 */

export interface ReadRecord {
  record?: LibraryRecord;
  problems: Problem[];
  /** Line of a field in the file, or of the nearest field around it. */
  lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

export function readMarkdown(content: string, file: string): ReadRecord {
  const { fields, problems, lineOf } = readMarkdownFields(content, file);
  if (!fields) return { problems, lineOf };
  const parsed = LibraryRecord.safeParse(fields);
  if (!parsed.success) problems.push(...schemaProblems(parsed.error, file, lineOf));
  return { record: parsed.success && problems.length === 0 ? parsed.data : undefined, problems, lineOf };
}

/** The fields as they stand in the file, not yet checked; none where the file has no front matter that can be read. */
export function readMarkdownFields(
  content: string,
  file: string,
): { fields?: Record<string, unknown>; problems: Problem[]; lineOf: ReadRecord['lineOf'] } {
  const matched = frontMatter.exec(content.replace(/^\uFEFF/, ''));
  if (!matched) {
    const message = 'the file must begin with a line of --- , the fields, and another line of ---';
    return { problems: [{ file, line: 1, message }], lineOf: () => 1 };
  }
  const counter = new LineCounter();
  const document = parseDocument(matched[1] ?? '', { lineCounter: counter, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const at = counter.linePos(error.pos[0]);
      return { file, line: at.line + 1, column: at.col, message: `not valid YAML: ${error.message}` };
    });
    return { problems, lineOf: () => 1 };
  }
  const sectionLines = new Map<string, number>();
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length--) {
      const inBody = sectionLines.get(path.slice(0, length).join('.'));
      if (inBody !== undefined) return inBody;
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line + 1;
    }
    return 1;
  };
  if (!isMap(document.contents)) {
    return { problems: [{ file, line: 2, message: 'fields are expected, each as `name: value`' }], lineOf };
  }

  let data: Record<string, unknown>;
  try {
    data = document.toJS() as Record<string, unknown>;
  } catch (error) {
    // Aliases of aliases that would fill the memory.
    return { problems: [{ file, line: 2, message: `not valid YAML: ${(error as Error).message}` }], lineOf };
  }
  const body = content.slice(content.indexOf(matched[0]) + matched[0].length);
  const bodyStart = matched[0].split('\n').length - 1;
  const problems: Problem[] = [];
  if (data.kind === 'guide') data.body = body.trim();
  else problems.push(...takeSections(data, body, bodyStart, file, sectionLines));
  return { fields: data, problems, lineOf };
}

function takeSections(
  data: Record<string, unknown>,
  body: string,
  bodyStart: number,
  file: string,
  sectionLines: Map<string, number>,
): Problem[] {
  const { sections, unknown, stray } = splitSections(body);
  const known = SECTIONS.map(({ zh, en }) => `${zh} / ${en}`).join(', ');
  const problems: Problem[] = unknown.map(({ heading, line }) => ({
    file,
    line: bodyStart + line,
    message: `unknown heading “${heading}”; headings are: ${known}`,
  }));
  if (stray !== undefined) problems.push({ file, line: bodyStart + stray, message: 'text before the first heading' });
  for (const section of sections) {
    const text = { ...(data[section.field] as object | undefined), [section.lang]: section.text };
    data[section.field] = text;
    sectionLines.set(`${section.field}.${section.lang}`, bodyStart + section.line);
    if (!sectionLines.has(section.field)) sectionLines.set(section.field, bodyStart + section.line);
  }
  return problems;
}

/** A line of a text that looks like a heading of the file is written as Markdown writes it: `\\## …`. sections.ts reads it back. */
function escapeHeadings(text: string): string {
  return text.replace(/^(\\*##[^\S\n])/gm, '\\$1');
}

/** The record as the text of its file. Reading it back gives the same record. */
export function writeMarkdown(record: LibraryRecord): string {
  const fields: Record<string, unknown> = { ...record };
  let body = '';
  if (record.kind === 'guide') {
    body = `${record.body}\n`;
    delete fields.body;
  } else {
    for (const { field, zh, en } of SECTIONS) {
      const text = fields[field] as { zh: string; en?: string } | undefined;
      if (!text) continue;
      body += `\n## ${zh}\n\n${escapeHeadings(text.zh)}\n`;
      if (text.en) body += `\n## ${en}\n\n${escapeHeadings(text.en)}\n`;
      delete fields[field];
    }
  }
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) delete fields[key];
  }
  const yaml = stringify(fields, { lineWidth: 0, aliasDuplicateObjects: false });
  return `---\n${yaml}---\n${record.kind === 'guide' ? `\n${body}` : body}`;
}
