import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clientAddresses, limitKey } from '../../src/access/client-address.ts';
import { costOf } from '../../src/access/rate-limits.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the address of the client', () => {
  test.each([
    ['nobody is trusted', [], '127.0.0.1', '198.51.100.1', '127.0.0.1'],
    ['the proxy is trusted', ['127.0.0.1'], '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['somebody else connects', ['127.0.0.1'], '198.51.100.9', '198.51.100.1', '198.51.100.9'],
    ['the client forges one', ['127.0.0.1'], '127.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    [
      'two proxies in a row',
      ['127.0.0.1', '10.0.0.0/8'],
      '127.0.0.1',
      '198.51.100.1, 10.2.3.4',
      '198.51.100.1',
    ],
    ['IPv4 within IPv6', ['127.0.0.1'], '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['what was forwarded is no address', ['127.0.0.1'], '127.0.0.1', '<script>', '127.0.0.1'],
    ['nothing was forwarded', ['127.0.0.1'], '127.0.0.1', undefined, '127.0.0.1'],
  ])('when %s', (_, trusted, remote, forwarded, client) => {
    expect(clientAddresses(trusted)(request(remote, forwarded))).toBe(client);
  });

  test('is counted by its network, where somebody has many', () => {
    expect(limitKey('198.51.100.1')).toBe('198.51.100.1');
    expect(limitKey('2001:db8:1:2:3:4:5:6')).toBe(limitKey('2001:db8:1:2:ffff::1'));
    expect(limitKey('2001:db8::1')).toBe('2001:db8:0:0');
    expect(limitKey('::1')).toBe('0:0:0:0');
  });
});

test('what takes long costs more', () => {
  expect(costOf('/tim-kiem')).toBe(1);
  expect(costOf('/_astro/portal.abc.js')).toBe(0);
  for (const path of [
    '/api/tasks.csv',
    '/api/mentions.jsonl',
    '/api/board.xlsx',
    '/api/board/agencies.csv',
    '/api/mentions/batch.csv',
  ])
    expect(costOf(path), path).toBe(10);
  expect(costOf('/api/snapshots')).toBe(60);
  // however it is spelt
  for (const path of [
    '/_astro/../api/tasks.csv',
    '/_astro/%2e%2e/api/tasks.csv',
    '/api/tasks%2Ecsv',
    '//api/tasks.csv',
    '/api/tasks.csv/',
  ])
    expect(costOf(path), path).toBe(10);
  expect(costOf('/_astro/../dang-nhap/sso')).toBe(20);
  expect(costOf('/%')).toBe(1);
});
