import type { CostClass } from '../../corpus/kinds/record.ts';
import type { Aspect } from '../../corpus/kinds/scheme.ts';
import type { Lang, Text } from '../../corpus/kinds/text.ts';
import type { BenefitKind, DraftScheme, InvestmentKind, Pollutant, Prices, Resource } from '../api/draft.ts';
import type { Pile } from './screening.ts';

/** What audits call things, in both languages: documents, sheets and the page name them alike. Pure. */

export type Words = Required<Text>;
const w = (zh: string, en: string): Words => ({ zh, en });

export const ASPECT_WORDS: Record<Aspect, Words> = {
  inputs: w('原辅材料和能源', 'Inputs and energy'),
  technology: w('技术工艺', 'Technology'),
  equipment: w('设备', 'Equipment'),
  'process-control': w('过程控制', 'Process control'),
  product: w('产品', 'Product'),
  waste: w('废物', 'Waste'),
  management: w('管理', 'Management'),
  employees: w('员工', 'Employees'),
  'end-of-pipe': w('末端治理', 'End of pipe'),
};

export const COST_CLASS_WORDS: Record<CostClass, Words> = {
  'none-low': w('无/低费', 'None/low cost'),
  'medium-high': w('中/高费', 'Medium/high cost'),
};

export const STATE_WORDS: Record<DraftScheme['state'], Words> = {
  implemented: w('已实施', 'Implemented'),
  'under-way': w('正在实施', 'Under way'),
  planned: w('拟实施', 'Planned'),
  shelved: w('搁置', 'Shelved'),
  unknown: w('未定', 'Open'),
};

export const PILE_WORDS: Record<Pile, Words> = {
  'feasible-none-low': w('可行的无/低费方案', 'Feasible none/low-cost schemes'),
  'feasible-medium-high': w('初步可行的中/高费方案', 'Medium/high-cost schemes found feasible at first'),
  doubtful: w('存疑的方案', 'Doubtful schemes'),
  not: w('不可行方案', 'Schemes that are not feasible'),
  unscreened: w('未初筛的方案', 'Schemes not yet screened'),
};

/** Rows of table 5-1. */
export const INVESTMENT_WORDS: Record<InvestmentKind, Words> = {
  whole: w('固定资产:未分项', 'Fixed assets: not broken down'),
  equipment: w('固定资产:设备', 'Fixed assets: equipment'),
  'materials-site': w('固定资产:材料与场地', 'Fixed assets: materials and site'),
  utilities: w('固定资产:公用设施连接', 'Fixed assets: utility connections'),
  intangible: w('无形资产', 'Intangible assets'),
  'start-up': w('开办费', 'Start-up'),
  contingency: w('不可预见费', 'Contingency'),
  'construction-interest': w('建设期利息', 'Interest during construction'),
  'working-capital': w('流动资金', 'Working capital'),
  subsidy: w('补贴(减项)', 'Subsidy (subtracted)'),
};

/** Rows of table 5-2. */
export const BENEFIT_WORDS: Record<BenefitKind, Words> = {
  'income-output': w('收入增加:产量', 'Income: output'),
  'income-quality': w('收入增加:质量', 'Income: quality'),
  'income-fiscal': w('收入增加:财政', 'Income: fiscal'),
  'income-other': w('收入增加:其他', 'Income: other'),
  materials: w('运行费减少:原料', 'Running costs: materials'),
  energy: w('运行费减少:动力燃料', 'Running costs: power, fuel and water'),
  'labour-maintenance': w('运行费减少:工资维修', 'Running costs: wages and maintenance'),
  'waste-disposal': w('运行费减少:废物处置', 'Running costs: waste disposal'),
  'other-costs': w('运行费减少:其他', 'Running costs: other'),
};

export const RESOURCE_WORDS: Record<Resource, Words> = {
  electricity: w('电', 'Electricity'),
  gas: w('天然气', 'Natural gas'),
  coal: w('煤', 'Coal'),
  steam: w('蒸汽', 'Steam'),
  water: w('水', 'Water'),
  material: w('原辅料', 'Materials'),
  labour: w('人工', 'Labour'),
  wastewater: w('废水处理', 'Wastewater treated'),
  waste: w('废物处置', 'Waste disposed of'),
  other: w('其他', 'Other'),
};

export const POLLUTANT_WORDS: Record<Pollutant, Words> = {
  wastewater: w('废水', 'Wastewater'),
  cod: w('COD', 'COD'),
  'ammonia-n': w('氨氮', 'Ammonia nitrogen'),
  so2: w('SO2', 'SO2'),
  nox: w('NOx', 'NOx'),
  vocs: w('VOCs', 'VOCs'),
  particulates: w('颗粒物', 'Particulates'),
  'solid-waste': w('固废', 'Solid waste'),
  'hazardous-waste': w('危废', 'Hazardous waste'),
  co2: w('CO2', 'CO2'),
  other: w('其他', 'Other'),
};

export const PRICE_WORDS: Record<keyof Prices, Words & { unit: string }> = {
  power: { ...w('电价', 'Power'), unit: 'CNY/kWh' },
  gas: { ...w('天然气价', 'Natural gas'), unit: 'CNY/m3' },
  coal: { ...w('煤价', 'Coal'), unit: 'CNY/t' },
  steam: { ...w('蒸汽价', 'Steam'), unit: 'CNY/t' },
  water: { ...w('水价', 'Water'), unit: 'CNY/m3' },
  wastewater: { ...w('废水处理费', 'Wastewater treatment'), unit: 'CNY/m3' },
  labour: { ...w('人工费', 'Labour'), unit: 'CNY/(person·a)' },
};

/** Rows of table 5-3: symbol, meaning and unit as [M] has them. */
export const INDICATOR_WORDS = {
  investment: { symbol: 'I', ...w('总投资费用', 'Total investment'), unit: w('万元', '10,000 CNY') },
  benefit: { symbol: 'P', ...w('年运行费用总节省金额', 'Yearly saving'), unit: w('万元/年', '10,000 CNY/a') },
  depreciation: { symbol: 'D', ...w('新增设备年折旧费', 'Depreciation'), unit: w('万元/年', '10,000 CNY/a') },
  taxable: { symbol: 'T', ...w('应税利润', 'Taxable profit'), unit: w('万元/年', '10,000 CNY/a') },
  tax: { symbol: '', ...w('所得税', 'Income tax'), unit: w('万元/年', '10,000 CNY/a') },
  netProfit: { symbol: 'E', ...w('净利润', 'Net profit'), unit: w('万元/年', '10,000 CNY/a') },
  cashFlow: { symbol: 'F', ...w('年增加现金流量', 'Yearly cash flow'), unit: w('万元/年', '10,000 CNY/a') },
  payback: { symbol: 'N', ...w('投资偿还期', 'Payback period I/F'), unit: w('年', 'a') },
  simplePayback: { symbol: 'I/P', ...w('简单回收期', 'Simple payback I/P'), unit: w('年', 'a') },
  npv: { symbol: 'NPV', ...w('净现值', 'Net present value'), unit: w('万元', '10,000 CNY') },
  npvr: { symbol: 'NPVR', ...w('净现值率', 'NPV ratio'), unit: w('%', '%') },
  irr: { symbol: 'IRR', ...w('内部收益率', 'Internal rate of return'), unit: w('%', '%') },
} as const;

/** What a bar of the tornado chart is named. */
export function factorWords(factor: string): Words {
  if (factor === 'benefit') return w('年节省金额 P', 'Yearly saving P');
  if (factor === 'investment') return w('总投资 I', 'Total investment I');
  const price = factor.replace(/^price:/, '');
  if (price in PRICE_WORDS) return PRICE_WORDS[price as keyof Prices];
  const resource = RESOURCE_WORDS[price.replace(/^own-/, '') as Resource] ?? RESOURCE_WORDS.other;
  return w(`${resource.zh}单价`, `Price: ${resource.en.toLowerCase()}`);
}

export const MARK = w('待现场核实', 'to be checked on site');

export const say = (text: Text, lang: Lang): string => (lang === 'en' ? (text.en ?? text.zh) : text.zh);

/** A name with its English; where one language is still empty, the other. */
export function nameOf({ name, number }: Pick<DraftScheme, 'name' | 'number'>, lang: Lang): string {
  return (lang === 'en' ? name.en || name.zh : name.zh || name.en) || number || (lang === 'en' ? '(no name)' : '(未命名)');
}

const formats = new Map<number, Intl.NumberFormat>();

/** 1,234.5: at most so many decimals, thousands parted. What would round to nothing keeps two digits. */
export function number(value: number, decimals = 2): string {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  const rounds = Math.abs(value) < 0.5 * 10 ** -decimals;
  return rounds ? String(Number(value.toPrecision(2)) || 0) : format.format(value);
}

export const percent = (fraction: number, decimals = 2): string => `${number(fraction * 100, decimals)}%`;
