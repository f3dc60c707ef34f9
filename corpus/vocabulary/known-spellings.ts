import { allSpellings, type Spellings } from './spellings.ts';
import { vocabulary } from './vocabulary.ts';

let known: Spellings | undefined;

/** The spellings of the project's vocabulary. The server that npm start puts together holds them (setup/server-bundle.config.mjs). */
export function knownSpellings(): Spellings {
  known ??= allSpellings(vocabulary());
  return known;
}
