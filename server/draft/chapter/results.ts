import type { Pollutant, Resource } from '../../api/draft.ts';
import { pollutantUnit, type Sum } from '../totals.ts';
import { RESOURCE_UNITS } from '../units.ts';
import { ASPECT_WORDS, COST_CLASS_WORDS, nameOf, number, POLLUTANT_WORDS, percent, RESOURCE_WORDS, STATE_WORDS, say } from '../words.ts';
import type { Block, TableBlock } from './block.ts';
import type { Context } from './chapter.ts';
import { wan } from './figures.ts';

/** How audits sum up (practice note, section 9): one sentence, sums by class and aspect, and one row a scheme. */
export function results(context: Context): Block[] {
  const { t } = context;
  return [
    { type: 'heading', level: 1, text: t('方案成果汇总', 'Results') },
    { type: 'paragraph', text: sentence(context) },
    ...notes(context).map((text): Block => ({ type: 'paragraph', text, small: true })),
    sums(context),
    perScheme(context),
  ];
}

function sentence({ t, lang, evaluation: { totals } }: Context): string {
  const cost = totals.byCostClass;
  const stop = t(';', '; ');
  const saved = Object.entries(totals.resources)
    .filter(([, amount]) => amount !== 0)
    .map(([resource, amount]) => {
      const less = amount > 0 ? t('节省', 'saved: ') : t('增加', 'more: ');
      return `${less}${say(RESOURCE_WORDS[resource as Resource], lang)} ${number(Math.abs(amount))} ${RESOURCE_UNITS[resource as Resource].unit}`;
    });
  const cut = Object.entries(totals.pollutants).map(([name, { prevented, endOfPipe }]) => {
    const pollutant = name as Pollutant;
    const apart = endOfPipe === 0 ? '' : t(`(其中末端去除 ${number(endOfPipe)})`, ` (of which end of pipe ${number(endOfPipe)})`);
    return `${t('减少', 'less: ')}${say(POLLUTANT_WORDS[pollutant], lang)} ${number(prevented + endOfPipe)} ${pollutantUnit(pollutant)}${apart}`;
  });
  const { low, high } = totals.coalEquivalent;
  if (low !== 0 || high !== 0) {
    const range = low === high ? number(low) : `${number(low)}–${number(high)}`;
    saved.push(t(`折标煤 ${range} tce/a`, `in coal equivalent ${range} tce/a`));
  }
  const { all, implemented, others } = totals;
  const first = t(
    `共提出方案 ${totals.proposed} 项,计入 ${all.schemes} 项,其中无/低费 ${cost['none-low'].schemes} 项、中/高费 ${cost['medium-high'].schemes} 项;已实施 ${implemented.schemes} 项,其余 ${others.schemes} 项;投资共 ${wan(all.investment)} 万元,年经济效益 ${wan(all.benefit)} 万元`,
    `${totals.proposed} schemes were proposed, ${all.schemes} of them counted: ${cost['none-low'].schemes} none/low cost, ${cost['medium-high'].schemes} medium/high cost; ${implemented.schemes} implemented, ${others.schemes} others; investment ${wan(all.investment)} and yearly benefit ${wan(all.benefit)} (10,000 CNY)`,
  );
  return [first, ...saved, ...cut].join(stop) + t('。', '.');
}

function notes({ t, evaluation: { totals }, numberOf }: Context): string[] {
  const notes: string[] = [];
  const { shelved, refused } = totals.leftOut;
  if (shelved + refused > 0)
    notes.push(t(`搁置 ${shelved} 项、不可行 ${refused} 项未计入。`, `Not counted: ${shelved} shelved, ${refused} found not feasible.`));
  if (totals.incomplete.length > 0) {
    const which = totals.incomplete.slice(0, 30).map(numberOf).join(t('、', ', '));
    notes.push(t(`投资或年效益尚未填全:${which}。`, `Investment or yearly benefit still missing: ${which}.`));
  }
  if (totals.uncounted > 0)
    notes.push(
      t(
        `${totals.uncounted} 个量因单位不能换算未计入合计。`,
        `${totals.uncounted} amounts are in units that cannot be summed and are not counted.`,
      ),
    );
  if (totals.unconfirmed > 0)
    notes.push(
      t(
        `合计中有 ${totals.unconfirmed} 个借用数字待现场核实。`,
        `The sums rest on ${totals.unconfirmed} borrowed figures still to be checked on site.`,
      ),
    );
  const { low, high } = totals.coalEquivalent;
  if (low !== 0 || high !== 0)
    notes.push(
      t(
        '折标煤按 GB/T 2589-2020 参考系数:电力用当量值 0.1229 kgce/kWh,原煤 0.7143 kgce/kg,天然气 1.1000~1.3300 kgce/m³,低压蒸汽 0.1286 kgce/kg。',
        'Coal equivalent by the reference factors of GB/T 2589-2020: power (equivalent value) 0.1229 kgce/kWh, raw coal 0.7143 kgce/kg, natural gas 1.1000–1.3300 kgce/m³, low-pressure steam 0.1286 kgce/kg.',
      ),
    );
  return notes;
}

function sums({ t, lang, evaluation: { totals } }: Context): TableBlock {
  const row = (name: string, { schemes, investment, benefit }: Sum) => [name, String(schemes), wan(investment), wan(benefit)];
  return {
    type: 'table',
    caption: t('表 6-1 方案投资与效益汇总表', 'Table 6-1 Investment and benefit'),
    head: [
      t('类别', 'Class'),
      t('项数', 'Schemes'),
      t('投资(万元)', 'Investment (10,000 CNY)'),
      t('年经济效益(万元/年)', 'Benefit (10,000 CNY/a)'),
    ],
    rows: [
      ...(['none-low', 'medium-high'] as const).map((cost) => row(say(COST_CLASS_WORDS[cost], lang), totals.byCostClass[cost])),
      ...Object.entries(ASPECT_WORDS).flatMap(([aspect, words]) => {
        const sum = totals.byAspect[aspect as keyof typeof ASPECT_WORDS];
        return sum ? [row(say(words, lang), sum)] : [];
      }),
      row(t('已实施', 'Implemented'), totals.implemented),
      row(t('其余(预计)', 'Others (expected)'), totals.others),
      row(t('合计', 'All'), totals.all),
    ],
    widths: [40, 15, 20, 25],
    figures: [1, 2, 3],
    note:
      totals.irr.irr === undefined
        ? t(
            `全部方案净现值 ${wan(totals.npv)} 万元;内部收益率不存在或不唯一。`,
            `NPV of all: ${wan(totals.npv)} × 10,000 CNY; there is no single IRR.`,
          )
        : t(
            `全部方案净现值 ${wan(totals.npv)} 万元,内部收益率 ${percent(totals.irr.irr)}。`,
            `NPV of all: ${wan(totals.npv)} × 10,000 CNY; IRR ${percent(totals.irr.irr)}.`,
          ),
  };
}

function perScheme(context: Context): TableBlock {
  const { t, lang, draft, evaluated, references } = context;
  const rows = draft.schemes.map((scheme) => {
    const { amounts, costClass } = evaluated(scheme.id);
    const quantity = (resource: Resource) => {
      const lines = amounts.lines.filter((line) => line.resource === resource && line.quantity !== undefined);
      if (lines.length === 0) return '';
      const sum = lines.reduce((total, line) => total + (line.quantity ?? 0), 0);
      return number(resource === 'electricity' ? sum / 1e4 : sum) + references.mark(lines.map(({ amount }) => amount));
    };
    const pollutants = scheme.pollutants.map(
      ({ pollutant, name, amount }) => `${name || say(POLLUTANT_WORDS[pollutant], lang)} ${references.figure(amount)}`,
    );
    return [
      scheme.number,
      nameOf(scheme, lang),
      say(ASPECT_WORDS[scheme.aspect], lang),
      say(COST_CLASS_WORDS[costClass], lang),
      wan(amounts.investment) + references.mark(scheme.investment.map(({ amount }) => amount)),
      wan(amounts.benefit) + references.mark(context.benefitFigures(scheme)),
      quantity('electricity'),
      quantity('water'),
      quantity('material'),
      pollutants.join(t(';', '; ')),
      say(STATE_WORDS[scheme.state], lang),
    ];
  });
  return {
    type: 'table',
    caption: t('表 6-2 方案成果汇总表', 'Table 6-2 Results by scheme'),
    head: [
      t('编号', 'No.'),
      t('名称', 'Name'),
      t('类型', 'Aspect'),
      t('费用档', 'Cost'),
      t('投资(万元)', 'Investment (10,000 CNY)'),
      t('年效益(万元/年)', 'Benefit (10,000 CNY/a)'),
      t('节电(万kWh/a)', 'Power (10,000 kWh/a)'),
      t('节水(m³/a)', 'Water (m³/a)'),
      t('节约原辅料(t/a)', 'Materials (t/a)'),
      t('减排污染物', 'Pollutants cut'),
      t('状态', 'State'),
    ],
    rows,
    widths: [6, 22, 9, 8, 9, 9, 9, 9, 9, 20, 8],
    figures: [4, 5, 6, 7, 8],
    wide: true,
  };
}
