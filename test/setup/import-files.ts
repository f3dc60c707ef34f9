import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';

/** Files as an office sends them. */

export const HEADINGS = [
  '标题',
  '英文标题',
  '概要',
  '行业',
  '工序',
  '问题',
  '措施类型',
  '地点',
  '年份',
  '投资(万元)',
  '来源标题',
  '来源网址',
];

const MEASURES = [
  '喷雾塔尾气余热用来预热助燃空气',
  '空压机改为变频并修补管网漏点',
  '漂洗水经膜分离后回到前道水槽',
  '把人工投料改成密闭管道输送',
  '抛光废渣压滤后掺入坯料',
  '锅炉由燃煤换成天然气并加装省煤器',
  '照明全部换成发光二极管灯具',
  '溶剂型油墨改用水性油墨',
  '冷却塔循环水加装自动加药装置',
  '反应釜夹套蒸汽冷凝水集中回收',
  '烘房排风接入蓄热式焚烧炉',
  '切削液集中过滤后重新配制使用',
];
const RESULTS = [
  '改造后每月电费单明显变薄',
  '车间粉尘浓度降到限值以下',
  '外排水量只有从前的一小半',
  '工人反映操作比过去轻松',
  '次品少了,客户投诉也少了',
  '两年之内收回了全部投入',
];
let made = 0;

/** No two of a file's rows tell of the same thing, so that none is taken for another. */
function nextSummary(): string {
  const n = made++;
  return `${MEASURES[n % MEASURES.length]};${RESULTS[Math.floor(n / MEASURES.length + n) % RESULTS.length]}。`;
}

/** A row that is right, with cells changed by heading. */
export function caseRow(title: string, changes: Record<string, ExcelJS.CellValue> = {}): ExcelJS.CellValue[] {
  const row: Record<string, ExcelJS.CellValue> = {
    标题: title,
    概要: nextSummary(),
    行业: 'C3071',
    工序: '喷雾干燥',
    问题: '二氧化硫|燃料消耗',
    措施类型: '设备更新',
    地点: '广东省佛山市',
    年份: 2021,
    '投资(万元)': 120.5,
    来源标题: `${title}的来源`,
    来源网址: `https://example.org/${encodeURIComponent(title)}`,
    ...changes,
  };
  return HEADINGS.map((heading) => row[heading] ?? null);
}

export async function xlsxFile(rows: ExcelJS.CellValue[][], name = '案例'): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet(name).addRows(rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export function csvText(rows: ExcelJS.CellValue[][]): string {
  return rows.map((row) => row.map((cell) => (cell === null ? '' : `"${String(cell).replaceAll('"', '""')}"`)).join(',')).join('\r\n');
}

export async function wordFile(title: string, fields: [string, string][], table: [string, string][] = []): Promise<Buffer> {
  const children = [
    new Paragraph({ heading: HeadingLevel.HEADING_1, text: title }),
    ...fields.flatMap(([heading, text]) => [new Paragraph({ heading: HeadingLevel.HEADING_2, text: heading }), new Paragraph(text)]),
    ...(table.length > 0
      ? [
          new Table({
            rows: table.map((cells) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) })),
          }),
        ]
      : []),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** An archive with these files; contents of zero bytes pack to a thousandth. */
export async function zipFile(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(files)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } });
}
