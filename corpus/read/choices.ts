/** Codes that a cell may hold, with their names in both languages: a cell is read in either, or as the code itself. */

export interface Words {
  zh: string;
  en: string;
}
export type Choices = Record<string, Words>;

const w = (zh: string, en: string): Words => ({ zh, en });

export const KIND_CHOICES: Choices = {
  case: w('案例', 'Case'),
  technique: w('技术', 'Technique'),
  benchmark: w('对标值', 'Benchmark'),
  policy: w('政策', 'Policy'),
  scheme: w('方案', 'Scheme'),
  guide: w('指南', 'Guide'),
  standard: w('标准', 'Standard'),
};

export const MEASURE_CHOICES: Choices = {
  'material-substitution': w('原辅材料替代', 'Material substitution'),
  'process-technology': w('工艺改进', 'Process technology'),
  equipment: w('设备更新', 'Equipment'),
  'process-control': w('过程控制', 'Process control'),
  'product-change': w('产品改进', 'Product change'),
  recycling: w('回收利用', 'Recycling and recovery'),
  management: w('管理', 'Management'),
  training: w('员工培训', 'Training'),
  'end-of-pipe': w('末端治理', 'End-of-pipe'),
};

export const COST_CHOICES: Choices = {
  'none-low': w('无低费', 'No or low cost'),
  'medium-high': w('中高费', 'Medium or high cost'),
};

export const EVIDENCE_CHOICES: Choices = {
  planned: w('计划', 'planned'),
  calculated: w('计算', 'calculated'),
  reported: w('报道', 'reported'),
  measured: w('实测', 'measured'),
  appraised: w('认定', 'appraised'),
};

export const ASPECT_CHOICES: Choices = {
  inputs: w('原辅材料和能源', 'Materials and energy'),
  technology: w('技术工艺', 'Technology'),
  equipment: w('设备', 'Equipment'),
  'process-control': w('过程控制', 'Process control'),
  product: w('产品', 'Product'),
  waste: w('废弃物', 'Waste'),
  management: w('管理', 'Management'),
  employees: w('员工', 'Employees'),
  'end-of-pipe': w('末端治理', 'End-of-pipe'),
};

export const SCHEME_STATE_CHOICES: Choices = {
  implemented: w('已实施', 'Implemented'),
  'under-way': w('正在实施', 'Under way'),
  planned: w('拟实施', 'Planned'),
  shelved: w('搁置', 'Shelved'),
  unknown: w('未知', 'Unknown'),
};

export const POLICY_CHOICES: Choices = {
  money: w('资金', 'Money'),
  duty: w('义务', 'Duty'),
  recognition: w('表彰', 'Recognition'),
  information: w('信息', 'Information'),
  demonstration: w('示范', 'Demonstration'),
};

export const VALIDITY_CHOICES: Choices = {
  'in-force': w('现行有效', 'In force'),
  ended: w('已经结束', 'Ended'),
  replaced: w('已被替代', 'Replaced'),
  draft: w('征求意见稿', 'Draft'),
  unknown: w('未核实', 'Not known'),
};

export const LANG_CHOICES: Choices = { zh: w('中文', 'Chinese'), en: w('英文', 'English') };

export const CHECKED_CHOICES: Choices = { searched: w('已查到原文', 'searched'), known: w('未查原文', 'known') };

/** Headings and names as they are compared: widths, capitals and spaces do not count. */
export function headingKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/g, '').replace(/\/年/g, '/a');
}

const nameKey = (text: string): string => headingKey(text).replace(/[/、-]/g, '');

/** The code that a cell names. */
export function choiceOf(choices: Choices, cell: string): string | undefined {
  const wanted = nameKey(cell);
  return Object.entries(choices).find(([code, { zh, en }]) => [code, zh, en].some((name) => nameKey(name) === wanted))?.[0];
}
