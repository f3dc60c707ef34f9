import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';

import { KEY_GROUPS } from './messages.ts';

/** What is looked for on a page as it stands. Each function tells what it found wrong; nothing found is an empty list. */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All rules of axe that are on by default. */
const AXE_OPTIONS = { resultTypes: ['violations'], preload: false };

export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('typeof axe !== "undefined"'))) await page.evaluate(axe);
  return page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(AXE_OPTIONS)}).then(({ violations }) =>
    violations.map(({ id, help, nodes }) => id + ': ' + help + ' (' + nodes.length + ') ' +
      nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 200) + ' ' + (any[0]?.message ?? '')).join(' | ')))`);
}

/** Words that stand outside the window's width, where nothing around them can be scrolled. */
export function wordsOutside(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    const found = [];
    if (document.documentElement.scrollWidth > width) found.push('the page is ' + document.documentElement.scrollWidth + ' wide in a window of ' + width);
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (words.nextNode()) {
      const node = words.currentNode;
      if (!node.data.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
      let scrolled = false;
      for (let around = node.parentElement; around && around !== document.body; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (['auto', 'scroll'].includes(style.overflowX) || style.clipPath !== 'none') scrolled = true;
      }
      if (scrolled || node.parentElement.closest('.skip')) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width > 0 && (box.right > width + 1 || box.left < -1)) {
          found.push('outside: ' + node.data.trim().slice(0, 60) + ' (' + Math.round(box.left) + '–' + Math.round(box.right) + ' of ' + width + ')');
          break;
        }
      }
    }
    return found.slice(0, 10);
  })()`);
}

/** All that is read or read out: text, title, labels, alternatives and hints. */
function wordsOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const found = [document.title];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const { data, parentElement } = words.currentNode;
      // What is meant to be copied, such as BibTeX, has braces of its own.
      if (data.trim() && !parentElement.closest('pre, code, textarea')) found.push(data.trim());
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll('[' + name + ']')) found.push(element.getAttribute(name));
    return found;
  })()`);
}

/** Keys shown instead of their messages, values that were not put in, and what programs say for nothing. */
export async function rawWords(page: Page): Promise<string[]> {
  const key = new RegExp(`(?<![\\w./@-])(?:${KEY_GROUPS.join('|')})\\.[a-zA-Z][\\w.-]*`);
  const signs = [key, /\{[a-z]\w*\}/, /\b(?:undefined|NaN|null)\b|\[object /];
  return (await wordsOf(page)).filter((words) => signs.some((sign) => sign.test(words))).map((words) => words.slice(0, 120));
}

/** Chinese on an English page that is not marked as Chinese: a screen reader would read it as English. */
export function unmarkedChinese(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const found = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const { data, parentElement } = words.currentNode;
      if (/\\p{Script=Han}/u.test(data) && !parentElement.closest('noscript') && !parentElement.closest('[lang]')?.lang.startsWith('zh')) found.push(data.trim().slice(0, 80));
    }
    return [...new Set(found)].slice(0, 10);
  })()`);
}

/** What every page has: one first heading, a title, the language told, no level of headings left out, no id twice. */
export function bones(page: Page): Promise<{ h1: number; lang: string; title: string; twice: string[] }> {
  return page.evaluate(`(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    return {
      h1: document.querySelectorAll('h1').length,
      lang: document.documentElement.lang,
      title: document.title,
      twice: ids.filter((id, index) => ids.indexOf(id) !== index),
    };
  })()`);
}
