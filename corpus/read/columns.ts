import type { Metric } from '../kinds/figures.ts';
import type { VocabularyName } from '../vocabulary/vocabulary.ts';
import { type Choices, choiceOf, type Words } from './choices.ts';
import { metricCell, metricsOf } from './metric-cell.ts';
import { numberOf, rangeOf, valueCell } from './numbers.ts';

/** What a column of a sheet of records is: its headings, the field of the record it fills, and what a cell of it should hold. */

/** A record while it is being put together: fields as the schemas name them, not yet checked. */
export type Fields = Record<string, unknown>;

export interface Column extends Words {
  /** The heading that programs use. */
  key: string;
  aliases: string[];
  /** What a cell should hold, told where it does not. */
  expects: Words;
  /** The field it fills, as a path of names and numbers. */
  path: (fields: Fields) => readonly (string | number)[];
  choices?: Choices;
  vocabulary?: VocabularyName;
  /** Whether a cell may hold several, parted by `|`. */
  list: boolean;
  /** What the field becomes; undefined where the cell does not hold what is expected. */
  read: (cell: string) => unknown;
  /** What a sheet shows of the field. */
  show: (field: unknown) => string | number | undefined;
}

type Path = readonly (string | number)[];
type Given = Partial<Column> & Pick<Column, 'read' | 'show'>;

const words = (zh: string, en: string): Words => ({ zh, en });
const asText = (field: unknown): string | undefined => (typeof field === 'string' ? field : undefined);
const asValue = (field: unknown) =>
  typeof field === 'number' || Array.isArray(field) ? valueCell(field as number | [number, number]) : undefined;

function column(key: string, zh: string, en: string, path: Path | Column['path'], given: Given): Column {
  return {
    key,
    zh,
    en,
    aliases: [],
    expects: words('文字', 'text'),
    path: typeof path === 'function' ? path : () => path,
    list: false,
    ...given,
  };
}

export function textColumn(key: string, zh: string, en: string, path: Path | Column['path'], given: Partial<Column> = {}): Column {
  return column(key, zh, en, path, { read: (cell) => cell, show: asText, ...given });
}

/** A text in both languages: two columns, the Chinese one by the plain name too. */
export function bothColumns(key: string, zh: string, en: string, field: Column['path'] | string, aliases: string[] = []): Column[] {
  const at = (lang: string): Column['path'] => (typeof field === 'string' ? () => [field, lang] : (fields) => [...field(fields), lang]);
  return [
    textColumn(`${key}_zh`, zh, `${en} (Chinese)`, at('zh'), {
      aliases: [...aliases, `${zh}(中文)`],
      expects: words(`${zh}的中文`, `${en} in Chinese`),
    }),
    textColumn(`${key}_en`, `${zh}(英文)`, `${en} (English)`, at('en'), {
      aliases: [en, `英文${zh}`],
      expects: words(`${zh}的英文`, `${en} in English`),
    }),
  ];
}

export function choiceColumn(key: string, zh: string, en: string, path: Path, choices: Choices, given: Partial<Column> = {}): Column {
  const names = Object.values(choices);
  return column(key, zh, en, path, {
    choices,
    expects: words(`以下之一:${names.map((one) => one.zh).join('、')}`, `one of these: ${names.map((one) => one.en).join(', ')}`),
    read: (cell) => choiceOf(choices, cell),
    show: asText,
    ...given,
  });
}

/** Several of a kind in one cell. Words of a vocabulary stay as they are written: offered.ts turns them into codes. */
export function listColumn(key: string, zh: string, en: string, path: Path, given: Partial<Column> = {}): Column {
  return column(key, zh, en, path, {
    list: true,
    read: partsOf,
    show: (field) => (Array.isArray(field) && field.length > 0 ? field.join('|') : undefined),
    ...given,
  });
}

function partsOf(cell: string): string[] {
  return cell
    .split(/[|｜;;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

export function yearColumn(key: string, zh: string, en: string, path: Path): Column {
  return column(key, zh, en, path, {
    expects: words('四位数的年份,如 2019', 'a year of four digits, such as 2019'),
    read: (cell) => (/^\d{4}(年|-\d{2}-\d{2})?$/.test(cell) ? Number(cell.slice(0, 4)) : undefined),
    show: (field) => (typeof field === 'number' ? field : undefined),
  });
}

export function valueColumn(key: string, zh: string, en: string, path: Path | Column['path'], given: Partial<Column> = {}): Column {
  return column(key, zh, en, path, {
    expects: words('不带单位的数字,或 12..15 这样的范围', 'a number without its unit, or a range such as 12..15'),
    read: rangeOf,
    show: asValue,
    ...given,
  });
}

/** A sum of money in 万元, as tables of offices give it. Read only: a sheet that is made gives whole units and their currency. */
export function wanColumn(key: string, zh: string, en: string, path: Column['path']): Column {
  return column(key, zh, en, path, {
    expects: words('以万元计的数字', 'a number, in 10,000 CNY'),
    read: (cell) => {
      const value = rangeOf(cell);
      const yuan = (wan: number) => Number((wan * 10_000).toPrecision(12));
      return value === undefined ? undefined : { value: Array.isArray(value) ? value.map(yuan) : yuan(value), currency: 'CNY' };
    },
    show: () => undefined,
  });
}

export function metricsColumn(key: string, zh: string, en: string, path: Column['path'], aliases: string[]): Column {
  return column(key, zh, en, path, {
    aliases,
    expects: words(
      '每行一项:名称 / name = 数值 单位 [口径],如“年节电 / electricity saved = 1528000 kWh/a”',
      'one a line: 名称 / name = value unit [basis], such as “年节电 / electricity saved = 1528000 kWh/a”',
    ),
    read: (cell) => metricsOf(cell, (amount) => rangeOf(amount) ?? amount, true),
    show: (field) => (Array.isArray(field) && field.length > 0 ? metricCell(field as Metric[], '\n') : undefined),
  });
}

/** Sources beyond the first, one a line: title | issuer | year | address | language. */
export function moreSourcesColumn(key: string, zh: string, en: string): Column {
  return column(key, zh, en, ['sources'], {
    expects: words('每行一个来源:标题 | 发布者 | 年份 | 网址 | zh 或 en', 'one source a line: title | issuer | year | address | zh or en'),
    list: true,
    read: (cell) =>
      cell.split('\n').flatMap((line) => {
        const [title, issuer, year, url, lang] = line.split('|').map((part) => part.trim() || undefined);
        return line.trim() ? [{ title, issuer, year: year && (numberOf(year) ?? year), url, lang }] : [];
      }),
    show: (field) => {
      const rest = Array.isArray(field) ? (field.slice(1) as Record<string, unknown>[]) : [];
      const lines = rest.map(({ title, issuer, year, url, lang }) =>
        [title, issuer, year, url, lang].map((part) => part ?? '').join(' | '),
      );
      return lines.length > 0 ? lines.join('\n') : undefined;
    },
  });
}

/** Puts a value at a path, making what stands around it. Paths are those of columns, never of a file. */
export function putAt(fields: Fields, path: Path, value: unknown): void {
  let at = fields as Record<string | number, unknown>;
  path.forEach((key, i) => {
    if (i === path.length - 1) at[key] = value;
    else {
      const next = at[key];
      const made = typeof next === 'object' && next !== null ? next : typeof path[i + 1] === 'number' ? [] : {};
      at[key] = made;
      at = made as Record<string | number, unknown>;
    }
  });
}

export function getAt(fields: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined),
    fields,
  );
}
