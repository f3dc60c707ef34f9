import { describe, expect, it } from 'vitest';

import { LANGUAGES, say } from '../setup/messages.ts';
import { inLanguage, openSite, visit } from '../setup/site.ts';
import { asked, askedBox, ranking, removals, settled, understood } from './reader.ts';

const site = await openSite();

describe.each(LANGUAGES)('correcting what was understood (%s)', (lang) => {
  const tileWorks = say(lang, 'examples.tile.question');
  const results = `/results?q=${encodeURIComponent(tileWorks)}`;

  it('what is taken away ranks anew, stands in the address and can be put back', async () => {
    const { page } = await visit(site, results, { lang });
    const before = await ranking(page, lang);
    const problem = removals(page, lang, 'problem').first();
    const name = (await problem.getAttribute('aria-label')) ?? '';
    const count = await removals(page, lang, 'problem').count();
    await problem.click();

    await expect.poll(() => removals(page, lang, 'problem').count()).toBe(count - 1);
    expect(asked(page).getAll('ignore')[0]).toMatch(/^problem:/);
    expect(await ranking(page, lang)).not.toEqual(before);

    const [beginning = '', end = ''] = say(lang, 'understood.restore').split('{name}');
    await understood(page, lang)
      .getByRole('button', { name: new RegExp(`^${beginning}.+${end}$`) })
      .click();
    await page.getByRole('button', { name, exact: true }).waitFor();
    expect(asked(page).has('ignore')).toBe(false);
    expect(await ranking(page, lang)).toEqual(before);
  });

  it('each step of correcting can be gone back', async () => {
    const { page } = await visit(site, results, { lang });
    const before = await ranking(page, lang);
    await removals(page, lang, 'budget').click();
    await expect.poll(() => removals(page, lang, 'budget').count()).toBe(0);
    expect(asked(page).getAll('ignore')).toEqual(['budget']);
    await page.goBack();
    await removals(page, lang, 'budget').waitFor();
    expect(await ranking(page, lang)).toEqual(before);
  });

  it('a problem that was not said is added', async () => {
    const { page } = await visit(site, results, { lang });
    const before = await ranking(page, lang);
    await page.getByRole('button', { name: say(lang, 'correct.problems') }).click();
    const tile = understood(page, lang)
      .getByRole('group', { name: say(lang, 'problemKind.noise') })
      .getByRole('checkbox')
      .first();
    await tile.check();
    await expect.poll(() => asked(page).getAll('problem').length).toBe(1);
    await settled(page);
    expect(await tile.isChecked()).toBe(true);
    expect(await ranking(page, lang)).not.toEqual(before);
    await tile.uncheck();
    await expect.poll(() => asked(page).getAll('problem').length).toBe(0);
    expect(await ranking(page, lang)).toEqual(before);
  });

  it('another industry is chosen', async () => {
    const { page } = await visit(site, results, { lang });
    await ranking(page, lang);
    await page.getByRole('button', { name: say(lang, 'correct.industry') }).click();
    const industry = understood(page, lang).getByRole('combobox', { name: say(lang, 'guided.industry') });
    await industry.fill('C1713');
    await industry.press('Enter');
    await expect.poll(() => asked(page).get('industry')).toBe('C1713');
    await settled(page);
    await expect.poll(() => removals(page, lang, 'industry').count()).toBe(1);
  });

  it('budget and payback are set', async () => {
    const { page } = await visit(site, results, { lang });
    await ranking(page, lang);
    await page.getByRole('button', { name: say(lang, 'correct.limits') }).click();
    const budget = page.getByRole('spinbutton', { name: say(lang, 'limits.budget') });
    await expect.poll(() => budget.inputValue()).toBe(lang === 'zh' ? '100' : '1000');
    await budget.fill(lang === 'zh' ? '50' : '500');
    await page.getByRole('spinbutton', { name: say(lang, 'limits.payback') }).fill('4');
    await page.getByRole('button', { name: say(lang, 'correct.apply') }).click();
    await expect.poll(() => asked(page).get('budget')).toBe('500000');
    expect(asked(page).get('payback')).toBe('4');
    await settled(page);
    const words = await understood(page, lang).innerText();
    expect(words).toContain(lang === 'zh' ? '50 万元' : 'CNY 500,000');
    expect(words).toContain(lang === 'zh' ? '4 年' : '4 years');
  });

  it('the address, given to somebody else, shows them the same', async () => {
    const { page } = await visit(site, results, { lang });
    await ranking(page, lang);
    await removals(page, lang, 'budget').click();
    await expect.poll(() => asked(page).has('ignore')).toBe(true);
    const mine = { ranking: await ranking(page, lang), understood: await understood(page, lang).innerText() };

    const { page: theirs } = await visit(site, page.url(), { lang: 'zh' });
    expect({ ranking: await ranking(theirs, lang), understood: await understood(theirs, lang).innerText() }).toEqual(mine);
    await expect.poll(() => askedBox(theirs, lang).inputValue()).toBe(tileWorks);
  });
});

describe('an address that was copied badly', () => {
  const tile = encodeURIComponent(say('zh', 'examples.tile.question'));

  it('a budget that is no number is named and left out', async () => {
    const { page } = await visit(site, `/results?q=${tile}&budget=-5&payback=abc`);
    await ranking(page, 'zh');
    const said = await page.getByRole('alert').allInnerTexts();
    expect(said).toEqual([say('zh', 'results.unread.budget', { value: '-5' }), say('zh', 'results.unread.payback', { value: 'abc' })]);
  });

  it('a code nobody knows is named, and the question alone is still answered', async () => {
    const { page } = await visit(site, inLanguage(`/results?q=${tile}&industry=ZZ99`, 'en'), { expected: [/status of 400/] });
    const alert = page.getByRole('alert');
    await alert.getByRole('heading', { name: say('en', 'failure.fields.title') }).waitFor();
    await expect.poll(() => alert.innerText()).toContain(say('en', 'field.industry'));
    await page.getByRole('link', { name: say('en', 'results.textAlone') }).click();
    expect((await ranking(page, 'en')).length).toBeGreaterThan(2);
  });
});
