import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../corpus/root.ts';

/** The page's own words, by which tests find things as a reader does. */

export const LANGUAGES = ['zh', 'en'] as const;
export type Lang = (typeof LANGUAGES)[number];

interface Messages {
  [key: string]: string | Messages;
}

const folder = join(projectRoot, 'web', 'locales');

/** The messages of all pages, and under its name each group that comes with some pages only. */
function read(lang: Lang): Messages {
  const file = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path, `${lang}.json`), 'utf8')) as Messages;
  const all = file();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    if (entry.name in all)
      throw new Error(`web/locales/${lang}.json has a group ${entry.name}, which would be lost: it has files of its own`);
    all[entry.name] = file(entry.name);
  }
  return all;
}

const all: Record<Lang, Messages> = { zh: read('zh'), en: read('en') };

/** The groups that keys begin with: a key shown raw begins with one of them. */
export const KEY_GROUPS = Object.keys(all.zh);

/** Every key with its message. */
export function flatMessages(lang: Lang): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (messages: Messages, path: string) => {
    for (const [key, message] of Object.entries(messages)) {
      if (typeof message === 'string') flat.set(path + key, message);
      else walk(message, `${path}${key}.`);
    }
  };
  walk(all[lang], '');
  return flat;
}

const flat: Record<Lang, Map<string, string>> = { zh: flatMessages('zh'), en: flatMessages('en') };

function messageOf(lang: Lang, key: string): string {
  const message = flat[lang].get(key);
  if (message === undefined) throw new Error(`web/locales has no message ${key} in ${lang}`);
  return message;
}

/** The message as the page shows it; `count` chooses between singular and plural. */
export function say(lang: Lang, key: string, values: Record<string, string | number> = {}, count?: number): string {
  const forms = messageOf(lang, key).split(' | ');
  const form = (count === 1 ? forms[0] : forms.at(-1)) ?? '';
  return form.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in values ? `${values[name]}` : whole));
}

/** Whatever the message becomes with any values, in any of its forms. */
export function saying(lang: Lang, key: string): RegExp {
  const forms = messageOf(lang, key)
    .split(' | ')
    .map((form) =>
      form
        .split(/\{\w+\}/)
        .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.+'),
    );
  return new RegExp(`^(?:${forms.join('|')})$`);
}
