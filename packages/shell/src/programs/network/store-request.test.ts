import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');

describe('statements that a database takes over HTTP', () => {
  it.each([
    ["curl 'http://localhost:8123/?query=DROP%20TABLE%20t'", 'clickhouse'],
    ["curl 'http://localhost:8123/?database=a&query=drop+table+t'", 'clickhouse'],
    ["curl http://localhost:8123/ --data-binary 'DROP TABLE t'", 'clickhouse'],
    ["echo 'DROP TABLE t' | curl http://db:8123 -d @-", 'clickhouse'],
    ["curl 'http://localhost:8123/?query=DROP' -d 'TABLE t'", 'clickhouse'],
    ["curl https://clickhouse.example/ -d 'TRUNCATE TABLE t'", 'clickhouse'],
    ["wget -qO- 'http://localhost:8123/?query=DROP+TABLE+t'", 'clickhouse'],
    ["wget --post-data='DROP TABLE t' http://localhost:8123", 'clickhouse'],
    ["http 'localhost:8123/?query=DROP+TABLE+t'", 'clickhouse'],
    ["curl -G localhost:8086/query --data-urlencode 'q=DROP DATABASE d'", 'influxdb'],
    ["curl localhost:8086/query -d db=a -d 'q=DROP DATABASE d'", 'influxdb'],
    ["curl 'localhost:9000/exec?query=DROP+TABLE+t'", 'postgres'],
  ])('%s', (line, engine) => {
    expect(lines(line)).toMatch(
      new RegExp(`db\\.execute engine=${engine} [\\s\\S]*destructive=true`),
    );
  });

  it.each([
    "curl 'http://localhost:8123/?query=SELECT%201'",
    "curl 'http://localhost:8123/?query=INSERT+INTO+t+FORMAT+CSV' -d 'drop table t'",
    'curl http://localhost:8123/ping',
    "curl localhost:8086/query -d 'q=SHOW DATABASES'",
    "curl 'http://localhost:3000/?query=DROP%20TABLE%20t'",
  ])('%s destroys nothing', (line) => {
    expect(lines(line)).not.toContain('destructive=true');
  });
});

describe('secrets of Vault', () => {
  it.each([
    'curl -H "X-Vault-Token: x" https://vault.example/v1/secret/data/app',
    'curl -H "x-vault-token:x" $VAULT_ADDR/v1/kv/app',
    'curl http://127.0.0.1:8200/v1/database/creds/app',
  ])('%s', (line) => {
    expect(lines(line)).toContain('secret.read kind=vault');
  });

  it.each([
    'curl http://127.0.0.1:8200/v1/sys/health',
    'curl -H "X-Vault-Token: x" -X LIST $VAULT_ADDR/v1/secret/metadata/app',
    'curl -H "X-Vault-Token: x" $VAULT_ADDR/v1/secret/metadata/app',
    'curl https://api.example/v1/users/1',
  ])('none by %s', (line) => {
    expect(lines(line)).not.toContain('secret.read');
  });
});

describe('a method in lower case', () => {
  it.each(['wget --method=delete e.example', 'curl -X purge e.example'])('%s', (line) => {
    expect(lines(line)).toMatch(/method=(?:DELETE|PURGE)/);
  });
});
