import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot, shippedFolder } from '../corpus/root.ts';

/**
 * Tells whether the shipped files, or the code that reads them, changed since they were last taken in: names, sizes and times. Reading
 * a thousand files takes half of a start, looking at their times next to nothing.
 */
export function shippedMark(): string {
  const lines: string[] = [];
  for (const folder of [shippedFolder, join(projectRoot, 'corpus', 'vocabulary'), join(projectRoot, 'dist', 'corpus')]) {
    for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true, recursive: true }) : []) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(path);
      lines.push(`${path} ${size} ${mtimeMs}`);
    }
  }
  return createHash('sha256').update(lines.sort().join('\n')).digest('base64url');
}
