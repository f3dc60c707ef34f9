import { type Draft, DraftScheme } from '../../../../server/api/draft.ts';

/** What the server needs to suggest: the trade, and by which names and records the draft's schemes go. No figure leaves the browser. */
export function suggestionQuestion({ format, version, profile, schemes }: Draft): unknown {
  return {
    format,
    version,
    profile: { industry: profile.industry, processes: profile.processes },
    schemes: schemes.map(({ id, number, name, aspect, evidence }) => DraftScheme.parse({ id, number, name, aspect, evidence })),
  };
}
