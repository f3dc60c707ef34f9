import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';

import { passOn } from '../../server/pass-on.ts';
import { emailOf, serveDesk } from '../setup/desk.ts';

/** Who is behind a proxy or a reading server is told apart only where that is believed. */

async function afterFiveWrongPasswords(trustedProxies: string[]): Promise<{ same: number; other: number }> {
  const desk = await serveDesk({ trustedProxies });
  await desk.person('wei', 'editor');
  const from = async (address: string) => {
    const attempt = desk.http.post('/api/session').set('x-forwarded-for', address);
    return (await attempt.send({ email: emailOf('wei'), password: 'not the password' })).status;
  };
  for (let i = 0; i < 5; i++) expect(await from('10.1.0.1')).toBe(401);
  return { same: await from('10.1.0.1'), other: await from('10.2.0.2') };
}

describe('the limit on wrong passwords, behind a proxy', () => {
  it('holds for one office alone where the proxy is believed', async () => {
    expect(await afterFiveWrongPasswords(['loopback'])).toEqual({ same: 429, other: 401 });
  });

  it('holds for all who come from the address where it is not: nobody gets round it by a header', async () => {
    expect(await afterFiveWrongPasswords([])).toEqual({ same: 429, other: 429 });
  });
});

describe('whether a request came by https', () => {
  const ITSELF = /<link rel="self"[^>]* href="(https?):/;
  const overHttps = { headers: { 'x-forwarded-proto': 'https' } };

  it('is believed of a proxy that is trusted, and of nobody else', async () => {
    for (const [trustedProxies, scheme] of [
      [['loopback'], 'https'],
      [[], 'http'],
    ] as const) {
      const { address } = await serveDesk({ trustedProxies: [...trustedProxies] });
      expect(ITSELF.exec(await (await fetch(`${address}/feed.atom`, overHttps)).text())?.[1]).toBe(scheme);
    }
  });

  it('a reading server says of itself to the writer: a browser cannot claim it through one', async () => {
    const writer = await serveDesk({ trustedProxies: ['loopback'] });
    const reader = express().get('/feed.atom', passOn(new URL(writer.address)));
    const server = await new Promise<Server>((resolve) => {
      const listening = reader.listen(0, '127.0.0.1', () => resolve(listening));
    });
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(ITSELF.exec(await (await fetch(`http://127.0.0.1:${port}/feed.atom`, overHttps)).text())?.[1]).toBe('http');
  });
});
