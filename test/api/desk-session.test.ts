import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Account } from '../../server/api/desk/account.ts';
import { type Browser, emailOf, PASSWORD, serveDesk } from '../setup/desk.ts';
import { present } from '../setup/present.ts';
import { expectProblem } from '../setup/problem-document.ts';

const desk = await serveDesk();
let admin: Browser;

beforeAll(async () => {
  admin = await desk.person('admin', 'administrator');
});

const signIn = (browser: Browser, email: string, password = PASSWORD) => browser.post('/api/session').send({ email, password });
const cookieIn = (headers: Record<string, unknown>) => present((headers['set-cookie'] as string[] | undefined)?.[0], 'cookie');
const signedInAs = async (browser: Browser) => ((await browser.get('/api/session')).body as { account: Account | null }).account?.email;

describe('signing in', () => {
  it('gives a cookie that scripts cannot read, other sites cannot send, and plain http can carry', async () => {
    await desk.person('wei', 'editor');
    const response = await signIn(desk.browser(), emailOf('wei'));
    expect(response.status).toBe(200);
    expect(response.body.account).toMatchObject({ email: emailOf('wei'), role: 'editor', disabled: false, mustChangePassword: false });
    expect(new Date(response.body.expiresAt).getTime()).toBeGreaterThan(Date.now());
    const cookie = cookieIn(response.headers);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Secure|Domain/);
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('takes the e-mail in any case, and answers alike whether the e-mail or the password is wrong', async () => {
    await desk.person('lan', 'contributor');
    expect((await signIn(desk.browser(), emailOf('LAN'))).status).toBe(200);
    const wrong = expectProblem(await signIn(desk.browser(), emailOf('lan'), 'not the password'), 401);
    const unknown = expectProblem(await signIn(desk.browser(), 'nobody@centre.example'), 401);
    expect({ ...wrong, requestId: '' }).toEqual({ ...unknown, requestId: '' });
  });

  it('makes a new session each time and ends the one the browser came with: none can be fixed beforehand', async () => {
    await desk.person('fix', 'editor');
    const browser = desk.browser();
    const first = cookieIn((await signIn(browser, emailOf('fix'))).headers).split(';')[0] ?? '';
    const second = cookieIn((await signIn(browser, emailOf('fix'))).headers).split(';')[0] ?? '';
    expect(second).not.toBe(first);
    expect((await desk.browser().get('/api/session').set('cookie', first)).body.account).toBeNull();
    expect((await desk.browser().get('/api/session').set('cookie', second)).body.account.email).toBe(emailOf('fix'));
    const planted = 'cleanmatch.session_token=chosen-by-somebody.c2lnbmVk';
    const given = await desk.http
      .post('/api/session')
      .set('cookie', planted)
      .send({ email: emailOf('fix'), password: PASSWORD });
    expect(cookieIn(given.headers)).not.toContain('chosen-by-somebody');
    expect((await desk.browser().get('/api/session').set('cookie', planted)).body.account).toBeNull();
  });

  it('is refused for a while after five wrong passwords, saying how long, and for that account alone', async () => {
    await desk.person('forgetful', 'editor');
    await desk.person('careful', 'editor');
    for (let i = 0; i < 5; i++) expect((await signIn(desk.browser(), emailOf('forgetful'), `guess ${i}`)).status).toBe(401);
    const response = await signIn(desk.browser(), emailOf('forgetful'));
    const problem = expectProblem(response, 429);
    expect(problem.detail).toMatch(/wait 15 minutes/);
    expect(problem.retryAfterSeconds).toBeGreaterThan(800);
    expect(response.headers['retry-after']).toBe(String(problem.retryAfterSeconds));
    expect((await signIn(desk.browser(), emailOf('careful'))).status).toBe(200);
  });

  it('refuses what is no sign-in by field', async () => {
    expectProblem(await desk.browser().post('/api/session').send({ email: 'a@b.example' }), 400, 'password');
    expectProblem(
      await desk
        .browser()
        .post('/api/session')
        .send({ email: 'a@b.example', password: 'x'.repeat(5000) }),
      400,
      'password',
    );
    expectProblem(await desk.browser().post('/api/session').set('content-type', 'text/plain').send('{}'), 400, 'email');
    expectProblem(await desk.browser().post('/api/session').set('content-type', 'application/json').send('{'), 400, 'body');
  });
});

describe('a session', () => {
  it('ends on signing out, and signing out twice is no mistake', async () => {
    const browser = await desk.person('out', 'editor');
    expect(await signedInAs(browser)).toBe(emailOf('out'));
    expect((await browser.delete('/api/session')).status).toBe(204);
    expect(await signedInAs(browser)).toBeUndefined();
    expect((await browser.delete('/api/session')).status).toBe(204);
  });

  it('that has run out is told as such', async () => {
    const browser = await desk.person('late', 'administrator');
    const db = new Database(desk.config.accountsFile);
    db.prepare(`UPDATE session SET expiresAt = ? WHERE userId = (SELECT id FROM user WHERE email = ?)`).run(
      new Date(Date.now() - 1000).toISOString(),
      emailOf('late'),
    );
    db.close();
    expect(expectProblem(await browser.get('/api/desk/accounts'), 401).detail).toMatch(/session has ended/);
  });

  it('is not taken from a cookie whose signature is wrong', async () => {
    const cookie = await desk.cookieOf('admin');
    const forged = cookie.replace(/\.[^.]*$/, '.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D');
    expectProblem(await desk.browser().get('/api/desk/accounts').set('cookie', forged), 401);
  });
});

describe('requests from other sites', () => {
  it.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['an origin on another port', { origin: 'http://127.0.0.1:1' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('are refused: %s', async (_name, headers) => {
    expect(expectProblem(await admin.post('/api/desk/accounts').set(headers).send({}), 403).type).toBe('/problems/cross-site');
    expectProblem(
      await desk
        .browser()
        .post('/api/session')
        .set(headers)
        .send({ email: emailOf('admin'), password: PASSWORD }),
      403,
    );
  });

  it('are not taken for those of the page itself', async () => {
    const own = { origin: desk.address, 'sec-fetch-site': 'same-origin' };
    expectProblem(await admin.post('/api/desk/accounts').set(own).send({}), 400, 'email');
  });
});

describe('accounts', () => {
  it('are made with a one-time password that must be changed before anything else', async () => {
    const made = await admin.post('/api/desk/accounts').send({ email: 'New@centre.example', name: '新人', role: 'administrator' });
    expect(made.status).toBe(201);
    const { oneTimePassword } = made.body;
    expect(oneTimePassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    const browser = desk.browser();
    expect((await signIn(browser, 'new@centre.example', oneTimePassword)).body.account.mustChangePassword).toBe(true);
    expect(expectProblem(await browser.get('/api/desk/accounts'), 403).type).toBe('/problems/password-change-needed');
    const change = (current: string, next: string) => browser.put('/api/session/password').send({ current, next });
    expectProblem(await change('wrong', 'my own password'), 401, 'current');
    expectProblem(await change(oneTimePassword, 'short'), 400, 'next');
    expectProblem(await change(oneTimePassword, oneTimePassword), 400, 'next');
    expect((await change(oneTimePassword, 'my own password')).body.account.mustChangePassword).toBe(false);
    expect((await browser.get('/api/desk/accounts')).status).toBe(200);
    expect((await signIn(desk.browser(), 'new@centre.example', oneTimePassword)).status).toBe(401);
  });

  it('are refused where the e-mail has one, is none, or the role is unknown', async () => {
    expectProblem(await admin.post('/api/desk/accounts').send({ email: emailOf('ADMIN'), name: 'x', role: 'editor' }), 400, 'email');
    expectProblem(await admin.post('/api/desk/accounts').send({ email: 'no address', name: 'x', role: 'editor' }), 400, 'email');
    expectProblem(await admin.post('/api/desk/accounts').send({ email: 'x@y.example', name: 'x', role: 'owner' }), 400, 'role');
  });

  it('that are disabled are out at once and cannot come back', async () => {
    const browser = await desk.person('gone', 'editor');
    const { accounts } = (await admin.get('/api/desk/accounts')).body as { accounts: Account[] };
    const { id } = present(
      accounts.find(({ email }) => email === emailOf('gone')),
      'account',
    );
    expect((await admin.patch(`/api/desk/accounts/${id}`).send({ disabled: true })).body.account.disabled).toBe(true);
    expect(await signedInAs(browser)).toBeUndefined();
    expect(expectProblem(await signIn(desk.browser(), emailOf('gone')), 403).type).toBe('/problems/account-disabled');
    await admin.patch(`/api/desk/accounts/${id}`).send({ disabled: false });
    expect((await signIn(desk.browser(), emailOf('gone'))).status).toBe(200);
  });

  it('that are not there cannot be changed', async () => {
    expectProblem(await admin.patch('/api/desk/accounts/nobody').send({ disabled: true }), 404);
    expectProblem(await admin.post('/api/desk/accounts/nobody/password').send({}), 404);
    expectProblem(await admin.patch('/api/desk/accounts/nobody').send({}), 400, 'body');
  });

  it('leave their sign-ins and changes in the audit log, without passwords', async () => {
    const { entries } = desk.service.library.audit.page({}, 500, 0);
    expect(new Set(entries.map(({ action }) => action))).toEqual(
      new Set(['sign-in', 'sign-in-refused', 'sign-out', 'account-created', 'account-changed', 'password-changed']),
    );
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
    expect(JSON.stringify(entries)).not.toContain('guess');
  });
});
