import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../../corpus/root.ts';
import { ConfigError, readConfig } from '../../../server/config.ts';

describe('the settings', () => {
  it('have defaults that serve one machine, offline', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: join(projectRoot, 'data'),
      libraryFile: join(projectRoot, 'data', 'library.db'),
      embedder: { kind: 'local' },
    });
  });

  it('take a data folder by its place in the project, or anywhere', () => {
    expect(readConfig({ CLEANMATCH_DATA: './elsewhere' }).dataFolder).toBe(join(projectRoot, 'elsewhere'));
    expect(readConfig({ CLEANMATCH_DATA: '/srv/cleanmatch' }).indexFile).toBe('/srv/cleanmatch/index.db');
  });

  it('take a remote embedder with its address, a slash at the end or not', () => {
    const remote = { CLEANMATCH_EMBEDDER: 'remote', CLEANMATCH_EMBEDDER_URL: 'http://gpu:8080/v1/', CLEANMATCH_EMBEDDER_MODEL: 'bge-m3' };
    expect(readConfig(remote).embedder).toMatchObject({ kind: 'remote', url: 'http://gpu:8080/v1', model: 'bge-m3' });
  });

  it('take a Meilisearch server, and a writer for a server that only reads', () => {
    const engine = { CLEANMATCH_ENGINE: 'meilisearch', MEILI_URL: 'http://meili:7700' };
    expect(readConfig(engine).engine).toEqual({ kind: 'meilisearch', url: 'http://meili:7700', index: 'cleanmatch', fallback: false });
    expect(readConfig({ ...engine, CLEANMATCH_FALLBACK: 'embedded' }).engine).toMatchObject({ fallback: true });
    expect(readConfig({ ...engine, CLEANMATCH_WRITER_URL: 'http://writer:3000' }).writer?.host).toBe('writer:3000');
  });

  it.each<[named: string, env: Record<string, string>]>([
    ['CLEANMATCH_ENGINE', { CLEANMATCH_ENGINE: 'meilisearch' }],
    ['MEILI_URL', { CLEANMATCH_ENGINE: 'meilisearch', MEILI_URL: 'meili:7700' }],
    ['CLEANMATCH_WRITER_URL', { CLEANMATCH_WRITER_URL: 'http://writer:3000' }],
    ['CLEANMATCH_FALLBACK', { CLEANMATCH_FALLBACK: 'embedded' }],
  ])('refuse what does not go together, naming %s', (named, env) => {
    expect(() => readConfig(env)).toThrow(named);
  });

  it('take the proxies that are believed', () => {
    expect(readConfig({}).trustedProxies).toEqual([]);
    expect(readConfig({ CLEANMATCH_TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/16,fd00::/8,loopback' }).trustedProxies).toEqual([
      '10.0.0.5',
      '10.1.0.0/16',
      'fd00::/8',
      'loopback',
    ]);
  });

  it('pass over what is not theirs', () => {
    expect(readConfig({ PATH: '/bin', CLEANMATCH_COLOUR: 'red' }).port).toBe(3000);
  });

  it.each<[name: string, value: string]>([
    ['PORT', 'eighty'],
    ['PORT', '99999'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['HOST', ''],
    ['CLEANMATCH_DATA', ''],
    ['CLEANMATCH_ENGINE', 'oracle'],
    ['CLEANMATCH_EMBEDDER', 'psychic'],
    ['CLEANMATCH_EMBEDDER', 'remote'],
    ['CLEANMATCH_EMBEDDER_URL', 'gpu'],
    ['CLEANMATCH_TRUSTED_PROXIES', 'everybody'],
    ['CLEANMATCH_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['LOG_LEVEL', 'loud'],
  ])('refuse %s=%s by name', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^Settings are not as expected: ${name}: .*See \\.env\\.example\\.$`));
  });

  it('name every one that is wrong', () => {
    expect(() => readConfig({ PORT: 'eighty', LOG_LEVEL: 'loud' })).toThrow(/PORT: .*; LOG_LEVEL: /);
  });

  it('do not take an empty PORT for any port', () => {
    expect(() => readConfig({ PORT: '' })).toThrow(ConfigError);
  });
});
