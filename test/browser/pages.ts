import { type Lang, say } from '../setup/messages.ts';
import type { Site } from '../setup/site.ts';

/** Every page of the site, each in its states that look different. A page that is added here is walked in both languages, light and dark, narrow and zoomed. */

export interface PageToWalk {
  name: string;
  /** Its address, without the language. */
  at: (site: Site, lang: Lang) => string | Promise<string>;
  /** What the browser itself reports where that belongs to the page. */
  expected?: RegExp[];
}

const record =
  (kind: string, words: string): PageToWalk['at'] =>
  async (site) =>
    `/records/${await site.recordsOf(kind, words, 1)}`;

const question =
  (example: string, more = ''): PageToWalk['at'] =>
  (_site, lang) =>
    `/results?q=${encodeURIComponent(say(lang, `examples.${example}.question`))}${more}`;

/** An indicator of the shipped benchmarks. */
export const CLINKER_ENERGY = encodeURIComponent('熟料单位综合能耗|kgce/t');

export const PAGES: PageToWalk[] = [
  { name: 'ask', at: () => '/' },
  { name: 'results', at: question('tile') },
  { name: 'results with parts taken away', at: question('dyeing', '&industry=C1713&problem=noise&budget=2000000&ignore=budget') },
  { name: 'results without a match', at: () => '/results?q=qwxzv' },
  { name: 'results without a question', at: () => '/results' },
  { name: 'results of an address copied badly', at: () => '/results?industry=ZZ99&budget=-5', expected: [/status of 400/] },
  { name: 'technique', at: record('technique', '余热') },
  { name: 'case', at: record('case', '陶瓷 窑炉') },
  { name: 'scheme', at: record('scheme', '电机') },
  { name: 'guide', at: record('guide', '印染') },
  { name: 'benchmark', at: record('benchmark', '水泥') },
  { name: 'policy', at: record('policy', '补助') },
  { name: 'standard', at: record('standard', '排放标准') },
  { name: 'record that is gone', at: () => '/records/no-such-record', expected: [/status of 404/] },
  { name: 'library', at: () => '/library' },
  {
    name: 'library searched and narrowed',
    at: () => '/library?q=%E4%BD%99%E7%83%AD&kind=case&industry=C30&problem=energy-use&sort=newest',
    expected: [/status of 400/],
  },
  { name: 'library page in the middle', at: () => '/library?page=5' },
  { name: 'library with nothing', at: () => '/library?q=qwxzv' },
  { name: 'library as a table', at: () => '/library?kind=technique&shape=table' },
  { name: 'map of industries and problems', at: () => '/library/coverage' },
  { name: 'overview', at: () => '/overview' },
  { name: 'benchmark without a choice', at: () => '/benchmark' },
  { name: 'benchmark', at: () => `/benchmark?industry=C3011&indicator=${CLINKER_ENERGY}#value=112&output=1500000` },
  { name: 'benchmark of an absurd figure', at: () => `/benchmark?indicator=${CLINKER_ENERGY}#value=-3&output=abc` },
  { name: 'comparison', at: async (site) => `/compare?ids=${await site.recordsOf('technique', '余热', 3)}` },
  { name: 'comparison without a choice', at: () => '/compare' },
  { name: 'shortlist', at: async (site) => `/shortlist?ids=${await site.recordsOf('technique', '余热', 2)}` },
  { name: 'shortlist that is empty', at: () => '/shortlist' },
  { name: 'draft', at: () => '/draft' },
  { name: 'draft without schemes', at: () => '/draft/schemes' },
  { name: 'no such page', at: () => '/no/such/page' },
];
