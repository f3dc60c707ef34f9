const MONTHS = 3;

/** The last quarter that is over, as days written 2026-07-31: what a newsletter reports of. */
export function lastQuarter(today: Date): { from: string; to: string } {
  const first = today.getMonth() - (today.getMonth() % MONTHS) - MONTHS;
  const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
  return { from: day(today.getFullYear(), first, 1), to: day(today.getFullYear(), first + MONTHS, 0) };
}
