import { Benchmark } from '../../corpus/kinds/benchmark.ts';
import { Case } from '../../corpus/kinds/case.ts';
import { Guide } from '../../corpus/kinds/guide.ts';
import { Policy } from '../../corpus/kinds/policy.ts';
import { Scheme } from '../../corpus/kinds/scheme.ts';
import { Standard } from '../../corpus/kinds/standard.ts';
import { Technique } from '../../corpus/kinds/technique.ts';

/** Small valid records, each field changeable. Their words are chosen so that no two kinds share them. */

const common = { industries: ['C3360'], problems: ['nickel'], sources: [{ title: '样例来源', lang: 'zh' }] };

type Fields = Record<string, unknown>;

export function sampleCase(id: string, fields: Fields = {}): Case {
  return Case.parse({
    ...common,
    kind: 'case',
    id,
    title: { zh: '某电镀厂镀镍漂洗水回用', en: 'Nickel rinse water reused at a plating works' },
    summary: { zh: '三级逆流漂洗,镍回到镀槽。', en: 'Three counter-flow rinses bring the nickel back.' },
    measure: 'recycling',
    ...fields,
  });
}

export function sampleTechnique(id: string, fields: Fields = {}): Technique {
  return Technique.parse({
    ...common,
    kind: 'technique',
    id,
    title: { zh: '逆流漂洗', en: 'Counter-flow rinsing' },
    summary: { zh: '水与工件反向而行。', en: 'Water runs against the work.' },
    measure: 'process-technology',
    aliases: { zh: ['多级漂洗'], en: ['cascade rinsing'] },
    ...fields,
  });
}

export function sampleGuide(id: string, fields: Fields = {}): Guide {
  return Guide.parse({
    ...common,
    kind: 'guide',
    id,
    title: { zh: '电镀入门', en: 'Plating for newcomers' },
    summary: { zh: '从哪里看起。', en: 'Where to look first.' },
    body: '## 工序\n\n先除油,见 [[deg-one]]。\n\n## 损失\n\n带出液最多,见 [[drag-out]]。',
    ...fields,
  });
}

export function sampleScheme(id: string, fields: Fields = {}): Scheme {
  return Scheme.parse({
    ...common,
    kind: 'scheme',
    id,
    title: { zh: '更换风机', en: 'Replace the fan' },
    summary: { zh: '换高效风机。', en: 'A more efficient fan.' },
    aspect: 'equipment',
    from: 'some-case',
    ...fields,
  });
}

export function sampleBenchmark(id: string, fields: Fields = {}): Benchmark {
  return Benchmark.parse({
    ...common,
    kind: 'benchmark',
    id,
    title: { zh: '镍的排放限值', en: 'Limit for nickel' },
    summary: { zh: '每升零点五毫克。', en: 'Half a milligram a litre.' },
    ...fields,
  });
}

export function samplePolicy(id: string, fields: Fields = {}): Policy {
  return Policy.parse({
    ...common,
    kind: 'policy',
    id,
    title: { zh: '节水补助', en: 'Grant for saving water' },
    summary: { zh: '补助投资的一成。', en: 'A tenth of the investment.' },
    ...fields,
  });
}

export function sampleStandard(id: string, fields: Fields = {}): Standard {
  return Standard.parse({
    ...common,
    kind: 'standard',
    id,
    title: { zh: '电镀污染物排放标准', en: 'Emission standard for plating' },
    summary: { zh: 'GB 21900-2008', en: 'GB 21900-2008' },
    documentKind: 'emission',
    checked: 'known',
    ...fields,
  });
}
