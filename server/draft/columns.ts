import { headingKey } from '../../corpus/read/choices.ts';
import type { DraftScheme, Figure, Pollutant, Resource } from '../api/draft.ts';
import { inUnit, inYuan, WAN } from './units.ts';
import { ASPECT_WORDS, COST_CLASS_WORDS, STATE_WORDS, type Words } from './words.ts';

/** The columns of a sheet of schemes, as it is imported and exported: names in either language, and what a cell becomes. */

export interface Column {
  key: string;
  zh: string;
  en: string;
  /** Other headings that are understood. */
  aliases?: string[];
  kind: 'text' | 'number' | 'choice';
  choices?: Record<string, Words>;
  /** Puts a cell into a scheme. */
  put: (scheme: DraftScheme, cell: string | number) => void;
  /** What an exported sheet shows. */
  take: (scheme: DraftScheme) => string | number | undefined;
}

const figure = (value: string | number, unit: string): Figure => ({ value: Number(value), unit });

function saving(resource: Resource, zh: string, en: string, unit: string, aliases: string[] = []): Column {
  return {
    key: resource,
    zh: `${zh}(${unit})`,
    en: `${en} (${unit})`,
    aliases: [zh, en, ...aliases],
    kind: 'number',
    put: (scheme, cell) => scheme.savings.push({ resource, amount: figure(cell, unit) }),
    take: ({ savings }) =>
      sumOf(
        savings.filter((one) => one.resource === resource),
        unit,
      ),
  };
}

function cut(pollutant: Pollutant, zh: string, en: string, aliases: string[] = []): Column {
  const unit = pollutant === 'wastewater' ? 'm3/a' : 't/a';
  return {
    key: pollutant,
    zh: `减少${zh}(${unit})`,
    en: `${en} cut (${unit})`,
    aliases: [zh, en, `减少${zh}`, `${en} cut`, ...aliases],
    kind: 'number',
    put: (scheme, cell) => scheme.pollutants.push({ pollutant, amount: figure(cell, unit) }),
    take: ({ pollutants }) =>
      sumOf(
        pollutants.filter((one) => one.pollutant === pollutant),
        unit,
      ),
  };
}

function sumOf(items: { amount: Figure }[], unit: string): number | undefined {
  const values = items.flatMap(({ amount }) => inUnit(amount.value, amount.unit, unit) ?? []);
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : undefined;
}

const inWan = (items: Figure[]): number | undefined => {
  const values = items.flatMap(({ value, unit }) => inYuan(value, unit) ?? []);
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / WAN : undefined;
};

export const COLUMNS: Column[] = [
  {
    key: 'number',
    zh: '编号',
    en: 'No.',
    aliases: ['方案编号', '序号', 'number'],
    kind: 'text',
    put: (s, cell) => {
      s.number = String(cell);
    },
    take: (s) => s.number,
  },
  {
    key: 'name',
    zh: '名称',
    en: 'Name',
    aliases: ['方案名称', '名称(中文)', '方案'],
    kind: 'text',
    put: (s, cell) => {
      s.name.zh = String(cell);
    },
    take: (s) => s.name.zh,
  },
  {
    key: 'nameEn',
    zh: '英文名称',
    en: 'Name in English',
    aliases: ['名称(英文)'],
    kind: 'text',
    put: (s, cell) => {
      s.name.en = String(cell);
    },
    take: (s) => s.name.en,
  },
  {
    key: 'aspect',
    zh: '方面',
    en: 'Aspect',
    aliases: ['方案类型', '类型', '八个方面'],
    kind: 'choice',
    choices: ASPECT_WORDS,
    put: (s, cell) => {
      s.aspect = cell as DraftScheme['aspect'];
    },
    take: (s) => s.aspect,
  },
  {
    key: 'description',
    zh: '简介',
    en: 'Description',
    aliases: ['方案简介', '内容', '方案内容'],
    kind: 'text',
    put: (s, cell) => {
      s.description = String(cell);
    },
    take: (s) => s.description,
  },
  {
    key: 'costClass',
    zh: '费用档',
    en: 'Cost class',
    aliases: ['费用', '费用类型'],
    kind: 'choice',
    choices: COST_CLASS_WORDS,
    put: (s, cell) => {
      s.costClass = cell as DraftScheme['costClass'];
    },
    take: (s) => s.costClass,
  },
  {
    key: 'state',
    zh: '状态',
    en: 'State',
    aliases: ['实施状态', '实施情况'],
    kind: 'choice',
    choices: STATE_WORDS,
    put: (s, cell) => {
      s.state = cell as DraftScheme['state'];
    },
    take: (s) => s.state,
  },
  {
    key: 'investment',
    zh: '投资(万元)',
    en: 'Investment (10,000 CNY)',
    aliases: ['投资', '预计投资', '预计投资(万元)', '总投资(万元)', 'Investment'],
    kind: 'number',
    put: (s, cell) => s.investment.push({ kind: 'whole', amount: figure(cell, '万元') }),
    take: (s) => inWan(s.investment.map(({ kind, amount }) => (kind === 'subsidy' ? { ...amount, value: -amount.value } : amount))),
  },
  {
    key: 'yearlyBenefit',
    zh: '年经济效益(万元/a)',
    en: 'Yearly benefit (10,000 CNY/a)',
    aliases: ['年经济效益', '经济效益', '年效益(万元)', '年经济效益(万元)', '经济效益(万元/年)', '年经济效益(万元/年)', 'Yearly benefit'],
    kind: 'number',
    put: (s, cell) => {
      s.yearlyBenefit = figure(cell, '万元/a');
    },
    take: (s) => (s.yearlyBenefit ? inWan([s.yearlyBenefit]) : undefined),
  },
  saving('electricity', '节电', 'Electricity saved', '万kWh/a', ['节电(万kWh/年)']),
  saving('gas', '节天然气', 'Gas saved', 'm3/a', ['节气', '节气(m3/a)']),
  saving('coal', '节煤', 'Coal saved', 't/a'),
  saving('steam', '节汽', 'Steam saved', 't/a', ['节蒸汽']),
  saving('water', '节水', 'Water saved', 'm3/a'),
  saving('material', '节约原辅料', 'Materials saved', 't/a'),
  cut('wastewater', '废水', 'Wastewater'),
  cut('cod', 'COD', 'COD'),
  cut('ammonia-n', '氨氮', 'Ammonia nitrogen'),
  cut('so2', 'SO2', 'SO2', ['二氧化硫']),
  cut('nox', 'NOx', 'NOx', ['氮氧化物']),
  cut('vocs', 'VOCs', 'VOCs'),
  cut('particulates', '颗粒物', 'Particulates', ['粉尘', '烟尘']),
  cut('solid-waste', '固废', 'Solid waste', ['一般固废']),
  cut('hazardous-waste', '危废', 'Hazardous waste', ['危险废物']),
  cut('co2', 'CO2', 'CO2', ['二氧化碳']),
];

const byHeading = new Map<string, Column>();
for (const column of COLUMNS) {
  for (const name of [column.zh, column.en, column.key, ...(column.aliases ?? [])]) byHeading.set(headingKey(name), column);
}

export function columnOf(heading: string): Column | undefined {
  return byHeading.get(headingKey(heading));
}
