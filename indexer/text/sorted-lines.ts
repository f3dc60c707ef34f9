/**
 * Whether one of the lines is this word, or begins with it and a space. The lines stand in the order of their letters: looked up
 * where they are, since a set of as many words takes ten times the memory.
 */
export function hasWord(lines: string, wanted: string): boolean {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const start = lines.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
    const next = lines.indexOf('\n', start);
    const end = next < 0 ? lines.length : next;
    const [word = ''] = lines.slice(start, end).split(' ', 1);
    if (word === wanted) return true;
    if (word < wanted) low = end + 1;
    else high = start;
  }
  return false;
}
