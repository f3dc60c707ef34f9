import {
  ASPECT_CHOICES,
  CHECKED_CHOICES,
  COST_CHOICES,
  EVIDENCE_CHOICES,
  headingKey,
  KIND_CHOICES,
  LANG_CHOICES,
  MEASURE_CHOICES,
  POLICY_CHOICES,
  SCHEME_STATE_CHOICES,
  VALIDITY_CHOICES,
} from './choices.ts';
import {
  bothColumns,
  type Column,
  choiceColumn,
  type Fields,
  listColumn,
  metricsColumn,
  moreSourcesColumn,
  textColumn,
  valueColumn,
  wanColumn,
  yearColumn,
} from './columns.ts';

/**
 * The columns of a sheet of records, in the order in which a sheet shows them: one table for import, export and template. What has
 * no column (a guide's steps, a benchmark's values, a figure's code and doubt) stands in JSONL and Markdown, and stays as it is
 * where a sheet changes a record.
 */

const w = (zh: string, en: string) => ({ zh, en });
const ID = { expects: w('小写字母、数字和连字符', 'lower-case letters and digits joined by hyphens') };
const IDS = { expects: w('记录的编号或标题,多个用 | 分开', 'ids or titles of records, parted by |') };

/** A scheme keeps its savings under names of its own. */
const savingOf = ({ kind }: Fields) => (kind === 'scheme' ? ['yearlyBenefit'] : ['annualSaving']);
const metricsOfKind = ({ kind }: Fields) => (kind === 'scheme' ? ['savings'] : ['metrics']);

function money(key: string, zh: string, en: string, path: Column['path']): Column[] {
  const at =
    (name: string): Column['path'] =>
    (fields) => [...path(fields), name];
  return [
    valueColumn(key, zh, en, at('value'), { aliases: [`${zh}(元)`] }),
    textColumn(`${key}_currency`, `${zh}币种`, `${en} currency`, at('currency'), {
      expects: w('三个大写字母的币种,如 CNY', 'a currency code of three capitals, such as CNY'),
      read: (cell) => (/^(元|人民币)$/.test(cell) ? 'CNY' : cell),
    }),
    ...bothColumns(`${key}_note`, `${zh}说明`, `${en} note`, at('note')),
    wanColumn(`${key}_wan`, `${zh}(万元)`, `${en} (10,000 CNY)`, path),
  ];
}

export const RECORD_COLUMNS: Column[] = [
  textColumn('id', '编号', 'Id', ['id'], ID),
  choiceColumn('kind', '类别', 'Kind', ['kind'], KIND_CHOICES),
  ...bothColumns('title', '标题', 'Title', 'title', ['名称', '方案名称', '项目名称', '案例名称']),
  ...bothColumns('summary', '概要', 'Summary', 'summary', ['摘要', '简介', '内容']),
  listColumn('industries', '行业', 'Industries', ['industries'], {
    vocabulary: 'industries',
    aliases: ['industry_code', '行业代码', '所属行业'],
    expects: w('国民经济行业代码或名称,如 C3071 或 建筑陶瓷制品制造', 'a GB/T 4754 code or name, such as C3071'),
  }),
  ...bothColumns('industry_text', '行业(原文)', 'Industry as worded', 'industryText', ['industry_zh']),
  listColumn('processes', '工序', 'Processes', ['processes'], {
    vocabulary: 'processes',
    expects: w('工序词表中的名称或代码', 'a name or code of the processes'),
  }),
  ...bothColumns('process', '工序(原文)', 'Process as worded', 'processText'),
  listColumn('problems', '问题', 'Problems', ['problems'], {
    vocabulary: 'problems',
    aliases: ['环境问题'],
    expects: w('问题词表中的名称或代码,如 二氧化硫', 'a name or code of the problems, such as so2'),
  }),
  choiceColumn('measure', '措施类型', 'Measure', ['measure'], MEASURE_CHOICES, { aliases: ['措施'] }),
  choiceColumn('cost_class', '费用档', 'Cost class', ['costClass'], COST_CHOICES, { aliases: ['费用'] }),
  listColumn('techniques', '所用技术', 'Techniques', ['techniques'], IDS),
  choiceColumn('evidence', '证据等级', 'Evidence', ['evidence'], EVIDENCE_CHOICES, { aliases: ['证据'] }),
  textColumn('evidence_basis', '证据依据', 'Basis of evidence', ['evidenceBasis']),
  ...bothColumns('place', '地点', 'Place', 'place', ['place', '地区', '企业所在地']),
  textColumn('region', '地区代码', 'Region', ['region'], {
    vocabulary: 'regions',
    expects: w('六位行政区划代码或地名,国外用两位国家代码', 'six digits of GB/T 2260, a name, or a country code of two capitals'),
  }),
  yearColumn('year', '年份', 'Year', ['year']),
  ...bothColumns('scale', '规模', 'Scale', 'scale'),
  ...bothColumns('how_it_works', '原理', 'How it works', 'howItWorks', ['技术原理']),
  ...bothColumns('applicability', '适用', 'Where it fits', 'applicability', ['适用范围', '适用条件']),
  ...bothColumns('limits', '限制', 'Limits', 'limits'),
  ...bothColumns('needs', '条件', 'What it needs', 'needs'),
  ...bothColumns('cross_media', '对其他介质的影响', 'Effects on other media', 'crossMedia'),
  metricsColumn('metrics', '指标', 'Figures', metricsOfKind, ['效果', '环境效益', 'savings']),
  ...money('investment', '投资', 'Investment', () => ['investment']),
  ...money('annual_saving', '年收益', 'Yearly saving', savingOf),
  valueColumn('payback_years', '回收期(年)', 'Payback (years)', ['paybackYears'], { aliases: ['回收期', '投资回收期', 'payback'] }),
  textColumn('source_title', '来源标题', 'Source', ['sources', 0, 'title'], { aliases: ['来源'] }),
  textColumn('source_issuer', '来源发布者', 'Source issuer', ['sources', 0, 'issuer']),
  yearColumn('source_year', '来源年份', 'Source year', ['sources', 0, 'year']),
  textColumn('source_url', '来源网址', 'Source address', ['sources', 0, 'url'], {
    aliases: ['网址', '链接', 'url'],
    expects: w('以 http:// 或 https:// 开头的网址', 'a web address beginning with http:// or https://'),
  }),
  choiceColumn('source_lang', '来源语言', 'Source language', ['sources', 0, 'lang'], LANG_CHOICES),
  moreSourcesColumn('more_sources', '其他来源', 'More sources'),
  listColumn('same_plant_as', '同一工厂', 'Same plant as', ['samePlantAs'], IDS),
  textColumn('broader', '上位技术', 'Broader technique', ['broader'], ID),
  listColumn('aliases_zh', '中文别名', 'Chinese aliases', ['aliases', 'zh']),
  listColumn('aliases_en', '英文别名', 'English aliases', ['aliases', 'en']),
  ...bothColumns('reason_without_case', '没有案例的理由', 'Reason without a case', 'reasonWithoutCase'),
  choiceColumn('policy_type', '政策类型', 'Policy type', ['type'], POLICY_CHOICES),
  ...bothColumns('gives', '给予', 'Gives', 'gives'),
  ...bothColumns('who_qualifies', '对象', 'Who qualifies', 'whoQualifies'),
  choiceColumn('validity', '有效性', 'Validity', ['validity', 'status'], VALIDITY_CHOICES),
  textColumn('valid_from', '生效日期', 'Valid from', ['validity', 'from']),
  textColumn('valid_to', '截止日期', 'Valid to', ['validity', 'to']),
  textColumn('replaced_by', '替代者', 'Replaced by', ['validity', 'replacedBy']),
  ...bothColumns('validity_note', '有效性说明', 'Validity note', () => ['validity', 'note']),
  textColumn('number', '标准号', 'Standard number', ['number']),
  textColumn('issuer', '发布机关', 'Issuer', ['issuer']),
  textColumn('document_kind', '文件类型', 'Document kind', ['documentKind']),
  choiceColumn('checked', '核对', 'Checked', ['checked'], CHECKED_CHOICES),
  textColumn('standard', '所据标准', 'Standard', ['standard'], ID),
  ...bothColumns('not_usable_because', '不可对标的原因', 'Not usable because', 'notUsableBecause'),
  choiceColumn('aspect', '方面', 'Aspect', ['aspect'], ASPECT_CHOICES),
  choiceColumn('scheme_state', '实施情况', 'Scheme state', ['state'], SCHEME_STATE_CHOICES),
  textColumn('from', '出处记录', 'Drawn from', ['from'], ID),
  textColumn('body', '正文', 'Body', ['body']),
  textColumn('abstract_en', '英文提要', 'English abstract', ['abstractEn']),
];

/** Columns that are only read: what they hold is shown by another. */
export const isShown = ({ key }: Column): boolean => !key.endsWith('_wan');

const byHeading = new Map<string, Column>();
// Headings before other words for them, so that an alias never hides a column.
for (const column of RECORD_COLUMNS) for (const name of [column.key, column.zh, column.en]) remember(name, column);
for (const column of RECORD_COLUMNS) for (const name of column.aliases) remember(name, column);

function remember(name: string, column: Column): void {
  const key = headingKey(name);
  if (!byHeading.has(key)) byHeading.set(key, column);
}

export function columnOf(heading: string): Column | undefined {
  const whole = byHeading.get(headingKey(heading));
  // A template names a column in both languages: 标题 Title (Chinese), on two lines or one.
  return whole ?? byHeading.get(headingKey(heading.split('\n')[0] ?? ''));
}

/** The column in which a problem of this field is shown. */
export function columnAt(fields: Fields, path: readonly PropertyKey[]): Column | undefined {
  const wanted = path.map(String);
  const shared = (column: Column) => {
    const own = column.path(fields).map(String);
    const length = Math.min(own.length, wanted.length);
    return own.slice(0, length).every((key, i) => key === wanted[i]) ? length : 0;
  };
  return RECORD_COLUMNS.map((column) => ({ column, length: shared(column) }))
    .filter(({ column, length }) => length > 0 && isShown(column))
    .sort((a, b) => b.length - a.length)[0]?.column;
}
