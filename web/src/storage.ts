/** What the reader chose, kept in this browser. Storage may be forbidden or full: then it is forgotten at the end of the visit. */

export type Remembered = 'cleanmatch.lang' | 'cleanmatch.theme' | 'cleanmatch.shortlist' | 'cleanmatch.draft' | 'cleanmatch.desk';

export function recall(key: Remembered): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: Remembered, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to be done: see above.
  }
}
