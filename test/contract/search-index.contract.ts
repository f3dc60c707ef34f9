import type { SearchIndex } from '../../indexer/index/search-index.ts';
import { describeChanges } from './changes.contract.ts';
import { describeFilters } from './filters.contract.ts';
import { describeKeyword } from './keyword.contract.ts';
import { describeRebuild } from './rebuild.contract.ts';
import { describeSemantic } from './semantic.contract.ts';

/** Gives a new, empty index each time. */
export type OpenIndex = () => Promise<SearchIndex>;

/** What any search engine must do to stand behind CleanMatch. A new engine runs this suite and adds only what is its own. */
export function describeSearchIndex(name: string, open: OpenIndex): void {
  describeChanges(name, open);
  describeKeyword(name, open);
  describeFilters(name, open);
  describeSemantic(name, open);
  describeRebuild(name, open);
}
