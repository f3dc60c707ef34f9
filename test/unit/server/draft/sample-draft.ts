import { Draft, type DraftScheme } from '../../../../server/api/draft.ts';

/** Drafts for tests. The rinsing scheme is the worked example of the practice note, section 7, figure by figure. */

type Fields = Record<string, unknown>;

export const own = (value: number, unit: string) => ({ value, unit });

export const borrowedFigure = (value: number, unit: string, confirmed = false) => ({
  value,
  unit,
  borrowed: { record: 'plt-some-case', source: '某电镀厂案例', basis: '改造前后各三个月', confirmed },
});

export const RINSING: Fields = {
  id: 'rinsing',
  number: 'F1',
  name: { zh: '镀镍线二级流水清洗改三级逆流清洗并在线回收镍', en: 'Three-stage counter-current rinsing with nickel recovery' },
  aspect: 'technology',
  description: '第一级以离子交换在线回收镍。',
  state: 'planned',
  investment: [{ kind: 'equipment', amount: own(60, '万元') }],
  savings: [
    { resource: 'material', name: '镍', amount: own(0.9, 't/a'), price: own(12, '万元/t') },
    { resource: 'water', amount: own(18_000, 'm3/a') },
    { resource: 'wastewater', amount: own(18_000, 'm³/年') },
    { resource: 'waste', name: '污泥', amount: own(12, 't/a'), price: own(3500, 'CNY/t') },
    { resource: 'electricity', amount: own(-30_000, 'kWh/a') },
  ],
  costChanges: [
    { kind: 'materials', name: '树脂和再生药剂', amount: own(-2.2, '万元/a') },
    { kind: 'labour-maintenance', name: '人工', amount: own(-16_000, 'CNY/a') },
  ],
  pollutants: [{ pollutant: 'wastewater', amount: own(18_000, 'm3/a') }],
  firstPass: { verdict: 'feasible', reason: '技术成熟' },
  scores: { environment: 7, economy: 9, technology: 9, implementation: 9 },
};

export const PROFILE: Fields = {
  name: '某电镀厂',
  industry: 'C3360',
  prices: { power: 0.8, water: 4, wastewater: 6 },
  discountRate: 0.08,
  taxRate: 0.25,
  equipmentLifeYears: 10,
};

export function sampleDraft(schemes: Fields[] = [RINSING], profile: Fields = {}): Draft {
  return Draft.parse({ format: 'cleanmatch-draft', version: 1, profile: { ...PROFILE, ...profile }, schemes });
}

/** A plain scheme of one investment and one yearly benefit, CNY. */
export function plainScheme(id: string, investment?: number, benefit?: number, fields: Fields = {}): Fields {
  return {
    id,
    number: id.toUpperCase(),
    name: { zh: `方案${id}`, en: `Scheme ${id}` },
    aspect: 'equipment',
    investment: investment === undefined ? [] : [{ kind: 'whole', amount: own(investment, 'CNY') }],
    yearlyBenefit: benefit === undefined ? undefined : own(benefit, 'CNY/a'),
    ...fields,
  };
}

/** Schemes of many shapes: with and without figures, borrowed ones, all aspects, states and verdicts. */
export function variedDraft(count: number): Draft {
  const aspects = ['inputs', 'technology', 'equipment', 'process-control', 'product', 'waste', 'management', 'employees', 'end-of-pipe'];
  const schemes = Array.from({ length: count }, (_, i): Fields => {
    const base = i % 3 === 0 ? RINSING : plainScheme(`s${i}`, (i % 7) * 40_000, ((i % 11) - 2) * 20_000);
    return {
      ...base,
      id: `s${i}`,
      number: `F${i + 1}`,
      aspect: aspects[i % aspects.length],
      state: (['planned', 'implemented', 'under-way', 'shelved'] as DraftScheme['state'][])[i % 4],
      costChanges: i % 5 === 0 ? [{ kind: 'energy', amount: borrowedFigure(3, '万元/a', i % 2 === 0) }] : [],
      pollutants: [{ pollutant: 'cod', amount: borrowedFigure(1.5, 't/a') }],
      firstPass: { verdict: (['feasible', 'doubtful', 'not'] as const)[i % 3] ?? 'feasible' },
      scores: { environment: (i % 10) + 1, economy: ((i * 3) % 10) + 1, technology: ((i * 7) % 10) + 1, implementation: 5 },
      evidence: ['plt-some-case'],
    };
  });
  return sampleDraft(schemes);
}
