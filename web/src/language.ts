import { type ComputedRef, computed } from 'vue';
import { createI18n, useI18n } from 'vue-i18n';

import type { Lang, Text } from '../../corpus/kinds/text.ts';
import type chineseDesk from '../locales/desk/zh.json';
import type chineseDraft from '../locales/draft/zh.json';
import type chinese from '../locales/zh.json';
import { recall, remember } from './storage.ts';

/**
 * The page's two languages. The address says which (?lang=en), else what the reader chose before, else Chinese.
 * Only the messages of the language shown are loaded; those that few pages need come with these pages.
 */

/** Typed so that a message missing in English fails the type check; the test compares both ways. */
type Loaders<Messages> = Record<Lang, () => Promise<{ default: Messages }>>;

const loaders: Loaders<typeof chinese> = {
  zh: () => import('../locales/zh.json'),
  en: () => import('../locales/en.json'),
};

/** Messages in files of their own, locales/<group>/<language>.json. Their keys begin with the group: `draft.title`. */
const groups = {
  desk: {
    zh: () => import('../locales/desk/zh.json'),
    en: () => import('../locales/desk/en.json'),
  } satisfies Loaders<typeof chineseDesk>,
  draft: {
    zh: () => import('../locales/draft/zh.json'),
    en: () => import('../locales/draft/en.json'),
  } satisfies Loaders<typeof chineseDraft>,
};
export type MessageGroup = keyof typeof groups;
const loaded = new Set<string>();

export const HTML_LANG: Record<Lang, string> = { zh: 'zh-CN', en: 'en' };

export const i18n = createI18n<false>({ legacy: false, locale: 'zh', fallbackLocale: false, messages: {}, missingWarn: false });

export function langOf(value: unknown): Lang | undefined {
  return value === 'zh' || value === 'en' ? value : undefined;
}

export function currentLang(): Lang {
  return langOf(i18n.global.locale.value) ?? 'zh';
}

/** The language where the address does not say. */
export function preferredLang(): Lang {
  return langOf(recall('cleanmatch.lang')) ?? 'zh';
}

/** Shows a language; a page that has a group of messages to itself names it. Nothing changes before all messages are there. */
export async function useLang(lang: Lang, group?: MessageGroup): Promise<void> {
  if (!i18n.global.availableLocales.includes(lang)) i18n.global.setLocaleMessage(lang, (await loaders[lang]()).default);
  if (group && !loaded.has(`${group} ${lang}`)) {
    i18n.global.mergeLocaleMessage(lang, { [group]: (await groups[group][lang]()).default });
    loaded.add(`${group} ${lang}`);
  }
  i18n.global.locale.value = lang;
  document.documentElement.lang = HTML_LANG[lang];
  remember('cleanmatch.lang', lang);
}

const HAN = /\p{Script=Han}/u;

/** The lang attribute for words whose language nobody recorded: Chinese characters on an English page are Chinese. */
export function langOfWords(words: string): string | undefined {
  return HAN.test(words) && currentLang() === 'en' ? HTML_LANG.zh : undefined;
}

/** A record's text in a language, or the Chinese where there is no other. */
export function textIn(text: Text, lang: Lang): string {
  return lang === 'en' ? (text.en ?? text.zh) : text.zh;
}

/** What components need of the language: messages, the language itself, and a record's text in it. */
export function useLanguage(): {
  t: (key: string, values?: Record<string, unknown>, plural?: number) => string;
  te: (key: string) => boolean;
  lang: ComputedRef<Lang>;
  inLang: (text: Text) => string;
} {
  const { t, te, locale } = useI18n({ useScope: 'global' });
  const lang = computed(() => langOf(locale.value) ?? 'zh');
  return {
    t: (key, values = {}, plural) => (plural === undefined ? t(key, values) : t(key, values, plural)),
    te: (key) => te(key),
    lang,
    inLang: (text) => textIn(text, lang.value),
  };
}
