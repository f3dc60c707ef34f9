/** The value where there is one; otherwise the test ends, saying what it looked for. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is expected to be there, and is not`);
  return value;
}
