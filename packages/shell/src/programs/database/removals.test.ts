import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { SURROUNDINGS } from '../testing/told.ts';

const statements = (line: string) =>
  analyse(line, SURROUNDINGS).actions.filter(({ name }) => name === 'db.execute');
const destroys = (line: string) =>
  statements(line).some(({ params }) => params['destructive'] === true);
const verbs = (line: string) => statements(line).flatMap(({ params }) => params['verbs']);

describe('data taken away by tools of databases', () => {
  it.each([
    ['neo4j-admin database delete d', 'neo4j-admin database info d'],
    ['neo4j-admin database load --overwrite-destination d', 'neo4j-admin database dump d'],
    ['cypher-shell "MATCH (n) DELETE n"', 'cypher-shell "MATCH (n {id: 1}) DELETE n"'],
    ['cockroach userfile delete x', 'cockroach userfile list'],
    ['influx telegrafs rm t', 'influx task list'],
    ['temporal workflow terminate -w w', 'temporal workflow describe -w terminate'],
    ['temporal operator namespace delete n', 'temporal operator namespace list'],
    ['patronictl -c x.yml reinit c m', 'patronictl list'],
    ['mysqlimport --delete d x.txt', 'mysqlimport d x.txt'],
    ['elasticsearch-keystore remove k', 'elasticsearch-keystore list'],
    ['curator_cli delete_indices --filter_list x', 'curator_cli show_indices'],
    ['vtctldclient DeleteTablets t', 'vtctldclient GetTablets'],
    ['nodetool drain', 'nodetool status'],
    ['litecli -e "DROP TABLE x" x.db', 'litecli -e "SELECT 1" x.db'],
  ])('%s, not %s', (stops, passes) => {
    expect(destroys(stops)).toBe(true);
    expect(destroys(passes)).toBe(false);
  });
});

describe('migrations', () => {
  it.each([
    ['liquibase rollback v1', 'liquibase rollback-sql v1'],
    ['liquibase rollbackCount 1', 'liquibase rollback-count-sql 1'],
    ['liquibase clear-checksums', 'liquibase status'],
    ['flyway repair', 'flyway info'],
    ['goose postgres x reset', 'goose postgres x status'],
    ['dotnet-ef migrations remove --force', 'dotnet-ef migrations remove'],
    ['dotnet ef migrations remove -f', 'dotnet ef migrations remove'],
    ['sea-orm-cli migrate refresh', 'sea-orm-cli migrate status'],
    ['skeema push --allow-unsafe', 'skeema push --dry-run --allow-unsafe'],
    ['doctrine orm:schema-tool:drop --force', 'doctrine orm:schema-tool:drop --dump-sql'],
  ])('%s, not %s', (stops, passes) => {
    expect(destroys(stops)).toBe(true);
    expect(destroys(passes)).toBe(false);
  });
});

describe('names of verbs that a policy can speak about', () => {
  it.each([
    ['mysql -e "RESET MASTER"', 'RESET MASTER'],
    ['mysqladmin stop-slave', 'RESET REPLICA'],
    ['redis-cli -p 26379 SENTINEL RESET m', 'SENTINEL RESET'],
  ])('%s', (line, verb) => {
    expect(verbs(line)).toContain(verb);
  });

  it('leaves a setting of the session alone', () => {
    expect(verbs('psql -c "RESET search_path"')).not.toContain('RESET MASTER');
  });
});
