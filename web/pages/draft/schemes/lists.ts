import { BenefitKind, type DraftScheme, type Figure, InvestmentKind, Pollutant, Resource } from '../../../../server/api/draft.ts';
import { pollutantUnit } from '../../../../server/draft/totals.ts';
import { RESOURCE_UNITS } from '../../../../server/draft/units.ts';
import { BENEFIT_WORDS, INVESTMENT_WORDS, POLLUTANT_WORDS, RESOURCE_WORDS, type Words } from '../../../../server/draft/words.ts';
import type { ListName } from '../state/content.ts';

/** The lists of a scheme as rows of one shape: what it is of, a name, an amount; savings with a price, pollutants with where they go. */

export interface Row {
  what: string;
  name?: string;
  amount: Figure;
  price?: Figure;
  endOfPipe?: boolean;
}

export interface ListShape {
  kinds: Record<string, Words>;
  /** The usual unit first; none: the unit is typed. */
  units: (what: string) => readonly string[];
  /** What prices of it may be by. */
  prices?: (what: string) => readonly string[];
  read: (scheme: DraftScheme) => Row[];
  write: (scheme: DraftScheme, rows: Row[]) => DraftScheme;
}

export const MONEY_UNITS = ['万元', 'CNY'];
export const YEARLY_MONEY_UNITS = ['万元/a', 'CNY/a'];

/** Units that an exact factor leads from to the one summed in. */
const SAVING_UNITS: Record<string, readonly string[]> = {
  'kWh/a': ['kWh/a', '万kWh/a', 'MWh/a'],
  'm3/a': ['m3/a', '万m3/a'],
  't/a': ['t/a', '万t/a', 'kg/a'],
  person: ['person'],
};

const savingUnits = (what: string) => SAVING_UNITS[RESOURCE_UNITS[Resource.parse(what)].unit] ?? [];

function priceUnits(what: string): readonly string[] {
  const { per } = RESOURCE_UNITS[Resource.parse(what)];
  return per ? [`CNY/${per}`, `万元/${per}`] : [];
}

export const SHAPES: Record<ListName, ListShape> = {
  investment: {
    kinds: INVESTMENT_WORDS,
    units: () => MONEY_UNITS,
    read: ({ investment }) => investment.map(({ kind, name, amount }) => ({ what: kind, name, amount })),
    write: (scheme, rows) => ({
      ...scheme,
      investment: rows.map(({ what, name, amount }) => ({ kind: InvestmentKind.parse(what), name, amount })),
    }),
  },
  savings: {
    kinds: RESOURCE_WORDS,
    units: savingUnits,
    prices: priceUnits,
    read: ({ savings }) => savings.map(({ resource, name, amount, price }) => ({ what: resource, name, amount, price })),
    write: (scheme, rows) => ({
      ...scheme,
      savings: rows.map(({ what, name, amount, price }) => ({ resource: Resource.parse(what), name, amount, price })),
    }),
  },
  costChanges: {
    kinds: BENEFIT_WORDS,
    units: () => YEARLY_MONEY_UNITS,
    read: ({ costChanges }) => costChanges.map(({ kind, name, amount }) => ({ what: kind, name, amount })),
    write: (scheme, rows) => ({
      ...scheme,
      costChanges: rows.map(({ what, name, amount }) => ({ kind: BenefitKind.parse(what), name, amount })),
    }),
  },
  pollutants: {
    kinds: POLLUTANT_WORDS,
    units: (what) => (pollutantUnit(Pollutant.parse(what)) === 'm3/a' ? ['m3/a', '万m3/a'] : ['t/a', 'kg/a']),
    read: ({ pollutants }) =>
      pollutants.map(({ pollutant, name, amount, endOfPipe }) => ({ what: pollutant, name, amount, endOfPipe: endOfPipe ?? false })),
    write: (scheme, rows) => ({
      ...scheme,
      pollutants: rows.map(({ what, name, amount, endOfPipe }) => ({ pollutant: Pollutant.parse(what), name, amount, endOfPipe })),
    }),
  },
};

/** What a new row is of: the commonest. */
export const FIRST: Record<ListName, string> = {
  investment: 'equipment',
  savings: 'electricity',
  costChanges: 'materials',
  pollutants: 'wastewater',
};

/** A row of which only the number is missing. */
export function newRow(list: ListName, scheme: DraftScheme): Row {
  const what = FIRST[list];
  const amount = { value: 0, unit: SHAPES[list].units(what)[0] ?? '' };
  return list === 'pollutants' ? { what, amount, endOfPipe: scheme.aspect === 'end-of-pipe' } : { what, amount };
}

/** The row as something else: a unit that the new thing is not counted in gives way to its usual one; the number stays. */
export function rowOf(list: ListName, row: Row, what: string): Row {
  const { units, prices } = SHAPES[list];
  const [usual = row.amount.unit] = units(what);
  const fits = units(what).length === 0 || units(what).includes(row.amount.unit);
  const keepsPrice = row.price !== undefined && prices?.(what).includes(row.price.unit);
  return { ...row, what, amount: fits ? row.amount : { ...row.amount, unit: usual }, price: keepsPrice ? row.price : undefined };
}
