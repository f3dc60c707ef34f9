import type { Span } from './span.ts';

/** Things not wanted: 不用氰化物, 不想上蒸发, 不停产, without cyanide, not end-of-pipe. What follows the refusal, up to the next pause, is refused. */

const CHINESE =
  /(?<!(?=(.)不\1).)(?:不想再?(?:用|上|搞|做|要|走|花钱上)?|不(?:再)?(?:用|上|要|做|搞|采用|使用|准用|能用|允许用|走|加)|别(?:再)?(?:用|上|搞|做|推荐|给我推)?|无需|不需要?|避免|拒绝|禁用|排除|(?<![减难])免)(?=\S)/gu;
const ENGLISH =
  /\b(?:without(?: using| any)?|not(?: an?| using| with)?|no(?: more)?|avoid(?:ing)?|don'?t want(?: to use| an?| any)?|other than|instead of|except(?: for)?|free of|rather than|excluding)\s/giu;

/** What is put off stands before its refusal: 末端设备先不装. */
const POSTPONED = /(\p{Script=Han}{2,6})(?:先|暂时|暂)不(?:上|装|做|用|考虑|搞)/gu;

/** A refusal holds up to the next pause. */
const PAUSE = /[,,。;;!?!?、\n]|\s(?=怎么|如何|有)|的(?=\S{2})|怎么|如何|有没有|能不能|还有|\bbut\b|\band\b|\bhow\b/iu;

/** Sayings that begin like a refusal and are none. */
const NO_REFUSAL =
  /^(?:不用说|不要紧|别的|别人|别家|不需多说|免费|不能不|不想办法|(?:no|not) (?:more than|less than|enough|sure|only|working|good|problem|idea|money|space|room|experience|longer|later|matter))/i;

const SHUTDOWN = /停产|停机|停工|停线|停炉|shut ?-?down|stopp?(?:ing)? production|interrupt/i;
const END_OF_PIPE = /末端|end[- ]of[- ]pipe/i;

export interface Refusal extends Span {
  /** `shutdown` and `end-of-pipe` stand for themselves; otherwise the words refused. */
  special?: 'shutdown' | 'end-of-pipe';
  text: string;
}

export function refusalsIn(text: string): Refusal[] {
  const refusals: Refusal[] = [];
  for (const match of text.matchAll(
    /不(?:能|可|可以|用|要|想|允许|准)?(?:停产|停机|停工|停线|停炉|停(?![\u4e00-\u9fff]))|without (?:a )?(?:shut(?:ting)? ?down|stopping)/giu,
  )) {
    refusals.push({ special: 'shutdown', text: match[0], start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(POSTPONED)) {
    const refused = match[1] ?? '';
    refusals.push({
      special: END_OF_PIPE.test(refused) ? 'end-of-pipe' : undefined,
      text: refused,
      start: match.index,
      end: match.index + refused.length,
    });
  }
  for (const pattern of [CHINESE, ENGLISH]) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      if (NO_REFUSAL.test(text.slice(start)) || refusals.some((known) => start >= known.start && start < known.end)) continue;
      const from = start + match[0].length;
      const rest = text.slice(from, from + 30);
      const pause = rest.search(PAUSE);
      const refused = pause < 0 ? rest : rest.slice(0, pause);
      if (!refused.trim()) continue;
      const special = SHUTDOWN.test(refused) ? 'shutdown' : END_OF_PIPE.test(refused) ? 'end-of-pipe' : undefined;
      refusals.push({ special, text: refused, start: from, end: from + refused.length });
    }
  }
  return refusals;
}
