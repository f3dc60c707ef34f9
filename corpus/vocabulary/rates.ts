import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { readCsv } from '../read/csv.ts';
import { shippedFolder } from '../root.ts';

/**
 * Rates between currencies, only to say whether a sum lies within a budget: figures themselves are never converted. They are
 * the European Central Bank's reference rates of one day; a currency it does not quote (TWD, VND) is compared with nothing.
 */

const Row = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  units_per_euro: z.coerce.number().positive(),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  source: z.string().min(1),
});

let perEuro: Map<string, number> | undefined;
let day = '';

function rates(): Map<string, number> {
  if (perEuro) return perEuro;
  const file = join(shippedFolder, 'rates.csv');
  perEuro = new Map();
  for (const { cells, line } of readCsv(readFileSync(file, 'utf8'), 'rates.csv').rows) {
    const parsed = Row.safeParse(cells);
    if (!parsed.success)
      throw new Error(`rates.csv:${line}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
    perEuro.set(parsed.data.currency, parsed.data.units_per_euro);
    day = parsed.data.date;
  }
  return perEuro;
}

/** The day the rates are of, ISO 8601. */
export function ratesDay(): string {
  rates();
  return day;
}

/** An amount in another currency at the table's rates; undefined where the table lacks one of them. */
export function exchanged(amount: number, from: string, to: string): number | undefined {
  if (from === to) return amount;
  const fromRate = rates().get(from);
  const toRate = rates().get(to);
  return fromRate && toRate ? (amount / fromRate) * toRate : undefined;
}
