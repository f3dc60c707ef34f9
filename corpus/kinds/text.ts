import { z } from 'zod';

/** A text in Chinese with its English where there is one. Chinese comes first in this collection. */
export const Text = z.strictObject({
  zh: z.string().trim().min(1, 'a Chinese text is expected'),
  en: z.string().trim().min(1, 'an empty English text: leave the field out').optional(),
});
export type Text = z.infer<typeof Text>;

/** Other names a thing goes by, found by search, by language. */
export const Names = z.strictObject({
  zh: z.array(z.string().trim().min(1)).default([]),
  en: z.array(z.string().trim().min(1)).default([]),
});
export type Names = z.infer<typeof Names>;

export type Lang = 'zh' | 'en';

/** The text in the language asked for, or the Chinese where there is no other. */
export function inLanguage(text: Text, lang: Lang): string {
  return lang === 'en' ? (text.en ?? text.zh) : text.zh;
}
