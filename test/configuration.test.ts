import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigurationError, readConfiguration } from '../src/configuration.ts';

describe('readConfiguration', () => {
  test('has a default for everything that a first start needs', () => {
    expect(readConfiguration({})).toEqual({
      host: '127.0.0.1',
      port: 4321,
      corpusDir: resolve('corpus'),
      dataDir: resolve('.data'),
      meiliUrl: undefined,
      meiliMasterKey: undefined,
      meiliIndexKey: undefined,
      meiliSearchKey: undefined,
      meiliSearchKeyUid: undefined,
      meiliBin: undefined,
      portalMode: 'mixed',
      trustedProxies: [],
      rateLimit: 1200,
      oidc: undefined,
      portalUrl: undefined,
    });
  });

  test('takes an empty variable for an unset one, as .env files have them', () => {
    expect(readConfiguration({ PORT: '', MEILI_URL: ' ', HOST: '' })).toEqual(readConfiguration({}));
  });

  test.each([
    ['PORT', '8080', 'port', 8080],
    ['HOST', '::1', 'host', '::1'],
    ['HOST', 'portal.example.vn', 'host', 'portal.example.vn'],
    ['CORPUS_DIR', 'some/where', 'corpusDir', resolve('some/where')],
    ['DATA_DIR', '/var/lib/vanthu', 'dataDir', '/var/lib/vanthu'],
    ['MEILI_URL', 'http://localhost:7700/', 'meiliUrl', 'http://localhost:7700'],
    ['PORTAL_URL', 'https://vanthu.example.vn/', 'portalUrl', 'https://vanthu.example.vn'],
  ] as const)('reads %s=%s', (variable, value, property, expected) => {
    expect(readConfiguration({ [variable]: value })[property]).toBe(expected);
  });

  test.each([
    ['PORT', '0', 'from 1 to 65535'],
    ['PORT', '65536', 'from 1 to 65535'],
    ['PORT', '43x21', 'from 1 to 65535'],
    ['PORT', '4321.5', 'from 1 to 65535'],
    ['HOST', 'http://localhost', 'host name or an IP address'],
    ['HOST', 'localhost:80', 'host name or an IP address'],
    ['MEILI_URL', 'localhost:7700', 'http or https address'],
    ['PORTAL_URL', 'ftp://example.vn', 'http or https address'],
    ['PORTAL_URL', 'vanthu', 'http or https address'],
    ['PORTAL_URL', 'https://example.vn/tra-cuu', 'without a path'],
  ])('refuses %s=%s, and says what is allowed', (variable, value, allowed) => {
    const error = failureOf({ [variable]: value });
    expect(error).toMatchObject({ variable, value });
    expect(error.message).toContain(`${variable} is ${JSON.stringify(value)}`);
    expect(error.message).toContain(allowed);
    expect(error.hint).toContain(variable);
  });

  test('does not show a key that it refuses', () => {
    const error = failureOf({ MEILI_MASTER_KEY: 'short-secret' });
    expect(error.variable).toBe('MEILI_MASTER_KEY');
    expect(JSON.stringify(error) + error.message).not.toContain('short-secret');
  });
});

function failureOf(env: NodeJS.ProcessEnv): ConfigurationError {
  try {
    readConfiguration(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
