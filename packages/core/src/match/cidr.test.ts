import { describe, expect, it } from 'vitest';
import { compileCidr } from './cidr.ts';

const holds = (network: string, host: string): boolean | undefined => compileCidr(network)?.(host);

describe('CIDR networks', () => {
  // Spellings of one address that a C library connects to: each would slip past a text match.
  it.each([
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0X7F.0.0.0x1',
    '0177.0.0.01',
    '017700000001',
    '127.0.0.1.',
    '[::ffff:127.0.0.1]',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:127.0.0.1',
    '::FFFF:7F00:0001',
  ])('127.0.0.0/8 holds %s', (host) => {
    expect(holds('127.0.0.0/8', host)).toBe(true);
  });

  it.each([
    'localhost',
    '127.0.0.1.example.com',
    '128.0.0.1',
    '4294967296',
    '256.0.0.1',
    '127.0.0.0.1',
    '0x',
    '08.0.0.1',
    '127.0.0.1 ',
    '',
    '.',
    '::1',
    '[127.0.0.1',
  ])('127.0.0.0/8 does not hold %j', (host) => {
    expect(holds('127.0.0.0/8', host)).toBe(false);
  });

  it.each([
    ['::1', '[::1]'],
    ['::1/128', '0:0:0:0:0:0:0:1'],
    ['fe80::/10', 'fe80::1%eth0'],
    ['fd00::/8', 'fdff:ffff::'],
    ['::/0', '8.8.8.8'],
    ['0.0.0.0/0', '8.8.8.8'],
    ['169.254.169.254', '[::ffff:a9fe:a9fe]'],
    ['169.254.169.254/32', '2852039166'],
    ['10.1.2.3/8', '10.9.9.9'],
    ['1::', '1::'],
    ['::2:0:0', '::2:0:0'],
  ])('%s holds %s', (network, host) => {
    expect(holds(network, host)).toBe(true);
  });

  it.each([
    ['10.0.0.0/8', '11.0.0.0'],
    ['0.0.0.0/0', '::1'],
    ['fd00::/8', 'fc00::1'],
    ['::1', '::2'],
    ['::1', ':::1'],
    ['::1', '1:2:3:4:5:6:7:8:9'],
    ['::/0', '1:2:3'],
    ['::/0', '::12345'],
    ['::/0', '1::2::3'],
    ['::/0', '::1.2.3'],
    ['::/0', '1:2:3:4:5:6:7::8:9'],
  ])('%s does not hold %s', (network, host) => {
    expect(holds(network, host)).toBe(false);
  });

  it.each([
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'example.com/8',
    '',
    '/8',
    '10.0.0.0/-1',
  ])('%j is not a network', (network) => {
    expect(compileCidr(network)).toBeUndefined();
  });
});
