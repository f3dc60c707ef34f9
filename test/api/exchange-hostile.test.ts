import type { Server } from 'node:http';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

import type ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';

import { ImportPreview } from '../../server/api/import.ts';
import { serveDesk } from '../setup/desk.ts';
import { caseRow, csvText, HEADINGS, wordFile, xlsxFile, zipFile } from '../setup/import-files.ts';
import { present } from '../setup/present.ts';
import { expectProblem } from '../setup/problem-document.ts';

/** What attackers and broken programs send: each is stopped early, in words, and the server answers others meanwhile. */

const desk = await serveDesk();
const editor = await desk.person('guarded', 'editor');
const { library } = desk.service;
const send = (file: Buffer | string) =>
  editor.post('/api/desk/imports?lang=en').set('content-type', 'application/octet-stream').send(Buffer.from(file));

async function preview(file: Buffer | string): Promise<ImportPreview> {
  const response = await send(file);
  expect(response.status, response.text).toBe(201);
  return ImportPreview.parse(response.body);
}

const server = await new Promise<Server>((resolve) => {
  const listening: Server = desk.app.listen(0, '127.0.0.1', () => resolve(listening));
});
afterAll(() => void server.close());

/** Status and body of an upload that goes on whatever the server says; `declared` is its content-length. */
function upload(bytes: number, headers: Record<string, string>): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = false;
    const outgoing = httpRequest(
      { port: (server.address() as AddressInfo).port, method: 'POST', path: '/api/desk/imports', headers, agent: false },
      (response) => {
        answered = true;
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString()));
        response.on('end', () => {
          outgoing.destroy();
          resolve({ status: response.statusCode, body });
        });
      },
    );
    outgoing.on('error', (error) => {
      if (!answered) reject(error);
    });
    const part = Buffer.alloc(64 * 1024, 'a');
    const more = () => {
      while (sent < bytes && !answered) {
        sent += part.length;
        if (!outgoing.write(part)) {
          outgoing.once('drain', more);
          return;
        }
      }
      if (!answered) outgoing.end();
    };
    more();
  });
}

describe('a file that is too much', () => {
  it('of 100 MB is refused by what it says of its size, before it is read', async () => {
    const cookie = await desk.cookieOf('guarded');
    const { status, body } = await upload(64 * 1024, { cookie, 'content-length': '100000000', 'content-type': 'application/octet-stream' });
    expect(status).toBe(413);
    expect(body).toContain('at most 20 MB');
  });

  it('that does not say its size is ended at the limit', async () => {
    const cookie = await desk.cookieOf('guarded');
    const { status, body } = await upload(30_000_000, {
      cookie,
      'transfer-encoding': 'chunked',
      'content-type': 'application/octet-stream',
    });
    expect(status, body).toBe(413);
    expect(body).toContain('at most 20 MB');
  });

  it('without an account is not read at all', async () => {
    const { status } = await upload(64 * 1024, { 'content-length': '10000000' });
    expect(status).toBe(401);
  });

  it.each([
    ['XLSX', { 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(45_000_000) }],
    ['DOCX', { 'word/document.xml': Buffer.alloc(45_000_000) }],
    ['ZIP', { 'a.md': Buffer.alloc(45_000_000) }],
  ])('unpacked (%s) is refused before it is opened', async (_, files) => {
    const file = await zipFile(files);
    expect(file.length).toBeLessThan(1_000_000);
    const document = expectProblem(await send(file), 413, 'body');
    expect(document.detail).toBe('Unpacked it exceeds 40 MB: it was not read.');
  });

  it('that lies about its unpacked sizes is measured by unpacking', async () => {
    const file = await zipFile({ 'word/document.xml': Buffer.alloc(45_000_000) });
    const at = file.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    file.writeUInt32LE(1000, at + 24);
    expectProblem(await send(file), 413, 'body');
  });

  it('of 50,000 rows is refused with the number that is taken, as CSV, JSONL and XLSX', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => [`厂${i}`]);
    const lines = rows.map(([title]) => JSON.stringify({ kind: 'case', title_zh: title }));
    const sheet = `<worksheet><sheetData>${rows.map((_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`).join('')}</sheetData></worksheet>`;
    for (const file of [
      csvText([['标题'], ...rows]),
      lines.join('\n'),
      await zipFile({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': sheet }),
    ]) {
      expect(expectProblem(await send(file), 413, 'body').detail).toBe('At most 5000 rows are taken at once: part the file.');
    }
  });
});

describe('a file that is not what it seems', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['half an archive', Buffer.from('PK\x03\x04half')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
    ['a Word file without headings', 'docx'],
    [
      'a sheet without the column',
      csvText([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ],
  ])('(%s) is refused in words', async (_, file) => {
    const content =
      file === 'docx'
        ? await zipFile({
            'word/document.xml':
              '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
          })
        : file;
    const document = expectProblem(await send(content), 400, 'body');
    expect(document.detail).toMatch(/^[A-Z].{10,}/);
    expect(document.errors?.[0]?.text?.zh).toMatch(/\p{Script=Han}/u);
  });

  it('has its formulas read as the values they gave, its macros left aside and its errors named by cell', async () => {
    const { default: JSZip } = await import('jszip');
    const rows = [
      HEADINGS,
      caseRow('公式厂', { 年份: { formula: '2000+21', result: 2021 } }),
      caseRow('错误厂', { 年份: { formula: '1/0', result: { error: '#DIV/0!' } } as ExcelJS.CellFormulaValue }),
    ];
    const zip = await JSZip.loadAsync(await xlsxFile(rows));
    zip.file('xl/vbaProject.bin', Buffer.from('macro'));
    const shown = await preview(await zip.generateAsync({ type: 'nodebuffer' }));
    expect(shown.rows.map(({ state }) => state)).toEqual(['new', 'wrong']);
    expect(shown.rows[1]?.problems).toMatchObject([{ column: 'year', at: 'I3', value: '#DIV/0!' }]);
  });

  it('keeps markup, scripts and formulas as the text they are', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)> =HYPERLINK("http://evil")';
    const { id } = await preview(await xlsxFile([HEADINGS, caseRow(evil), caseRow('另一厂', { 概要: `=cmd|' /C calc'!A0 ${evil}` })]));
    const { body } = await editor.post(`/api/desk/imports/${id}/confirm`).send({ reason: evil });
    const [first] = body.saved as { id: string }[];
    expect(library.desk.head(present(first, 'one').id)?.record.title.zh).toBe(evil);
    const csv = await editor.get('/api/desk/exports/records?format=csv&kind=case');
    expect(csv.text).toContain(`"'=cmd|' /C calc'!A0`);
  });

  it('cannot change what an object is, nor use names of fields that are none', async () => {
    const lines = [
      '{"__proto__":{"polluted":true},"kind":"case","title_zh":"甲"}',
      '{"kind":"case","title":{"zh":"乙","__proto__":{"polluted":true}}}',
      '{"constructor":{"prototype":{"polluted":true}},"kind":"case","title_zh":"丙"}',
      '{"kind":"case","title_zh":"丁","toString":"x"}',
    ];
    const { rows } = await preview(lines.join('\n'));
    expect(rows.map(({ state }) => state)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
    expect(rows.map(({ problems }) => problems[0]?.column)).toEqual(['__proto__', '__proto__', 'constructor', 'toString']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const markdown = await preview('---\nid: evil\nkind: case\n__proto__:\n  polluted: true\n---\n');
    expect(markdown.rows[0]?.state).toBe('wrong');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('with aliases of aliases in its front matter is wrong in words, not in memory', async () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${of}`).join(',')}]`;
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...[...'bcdefgh'].map((name, i) => level(name, 'abcdefgh'[i] ?? 'a'))].join('\n');
    const { rows } = await preview(`---\nid: bomb\nkind: case\n${bomb}\n---\n`);
    expect(rows[0]?.problems[0]?.message.en).toContain('not valid YAML');
  });

  it('is written nowhere by the paths it names', async () => {
    const good =
      '---\nid: from-a-zip\nkind: case\ntitle:\n  zh: 压缩包里的案例\nindustries: [C3071]\nproblems: [so2]\nmeasure: equipment\nsources:\n  - title: 某报告\n---\n\n## 概要\n\n从压缩包读入。\n';
    const shown = await preview(
      await zipFile({ '../../../etc/passwd.md': good, 'C:\\windows\\x.md': '---\nid: x y\n---\n', 'notes.txt': 'nothing' }),
    );
    expect(shown.rows.map(({ place, state }) => [place.file, state])).toEqual([
      ['passwd.md', 'new'],
      ['x.md', 'wrong'],
    ]);
  });

  it('that uses an id twice, or one of another kind, is told so', async () => {
    const technique = present(library.published('technique')[0], 'a technique');
    const line = {
      kind: 'case',
      title_zh: '同号',
      summary_zh: '同号的案例',
      industry_code: 'C33',
      problems: ['so2'],
      measure: 'equipment',
      source: { title: '某报告' },
    };
    const { rows } = await preview(
      [
        { ...line, id: 'twice-used' },
        { ...line, id: 'twice-used' },
        { ...line, id: technique.id },
        { ...line, id: 'Not An Id' },
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    );
    expect(rows.map(({ state }) => state)).toEqual(['new', 'wrong', 'wrong', 'wrong']);
    for (const row of rows.slice(1)) expect(row.problems[0]?.column).toBe('id');
  });

  it('does not keep others waiting while it is read', async () => {
    const large = send(csvText([HEADINGS, ...Array.from({ length: 3000 }, (_, i) => caseRow(`大表第${i}厂`))]));
    const [health, slow] = await Promise.all([editor.get('/api/health/live'), large]);
    expect(health.status).toBe(200);
    expect(slow.status, slow.text.slice(0, 300)).toBe(201);
  });
});

it('a Word file of entities stays small', async () => {
  const file = await wordFile('实体厂', [['概要', '正文']]);
  const { default: JSZip } = await import('jszip');
  const zip = await JSZip.loadAsync(file);
  const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
  zip.file(
    'word/document.xml',
    xml.replace(/<w:document/, `<!DOCTYPE x [<!ENTITY e0 "ha">${entities}]><w:document`).replace('正文', '&e9;'),
  );
  const response = await send(await zip.generateAsync({ type: 'nodebuffer' }));
  expect([201, 400]).toContain(response.status);
  expect(response.text.length).toBeLessThan(100_000);
});
