import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';
import { RecommendAnswer } from '../../server/api/recommend.ts';
import { startServer } from '../setup/server-process.ts';
import { filledFolders, smallCheckout } from '../setup/small-checkout.ts';

/** npm start runs the server put together in a few files (setup/server-bundle.config.mjs): what works in many files works in these. */

const folder = join(projectRoot, 'dist', 'start');
const QUESTIONS = [
  '电镀镍漂洗水回用',
  '電鍍廠 鉻霧',
  // Characters that sound alike, a wrong letter, sums and times: each reads dictionaries of its own.
  '电度废水怎么治里',
  'nickel recovery from rinse water',
  'elctroplating rinse watre resue',
  '电镀厂 预算50万 两年内回本 不用氰化物',
];

const ROUTES = [
  '/api/openapi.json',
  '/metrics',
  '/api/vocabulary/industries',
  '/api/suggest?q=dian',
  '/api/search?q=rinse',
  '/api/coverage',
  '/api/indicators',
  '/api/session',
  '/feed.atom',
];

describe('the server in a few files', () => {
  it('holds no package that looks for files beside its own: those are left apart', () => {
    const own = /findRoot\(dirname\(fileURLToPath\(import\.meta\.url\)\)\)|createRequire\(import\.meta\.url\)/g;
    for (const name of readdirSync(folder)) {
      const code = readFileSync(join(folder, name), 'utf8').replaceAll(own, '');
      expect(code, name).not.toMatch(/import\.meta\.(?:url|dirname|filename)|\b__filename\b|[^_]\b__dirname\b/);
    }
  });

  it('answers questions of every kind, and routes of every part', async () => {
    const checkout = smallCheckout();
    const server = startServer({ CLEANMATCH_DATA: (await filledFolders(checkout))(), CLEANMATCH_EMBEDDER: 'none' }, checkout.root);
    const address = await server.address;
    for (const text of QUESTIONS) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${address}/api/recommend`, { method: 'POST', headers, body: JSON.stringify({ text }) });
      expect(response.status, text).toBe(200);
      expect(RecommendAnswer.parse(await response.json()).recommendations.length, text).toBeGreaterThan(0);
    }
    for (const path of ROUTES) expect((await fetch(address + path)).status, path).toBe(200);
  });
});
