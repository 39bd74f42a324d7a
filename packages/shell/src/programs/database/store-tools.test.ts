import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');

describe('tools of databases and queues', () => {
  it.each([
    'hdfs dfs -rm -r -skipTrash /data',
    'hadoop fs -D a=b -rm -r /data',
    'hdfs namenode -format',
    'nodetool -h host decommission',
    'echo "drop \'invoices\'" | hbase shell',
    'zkCli.sh -server host deleteall /app',
    'memcached-tool host:11211 flush_all',
    'couchbase-cli bucket-delete -c host --bucket b',
    'cbq -s "DELETE FROM b"',
    'celery -A app purge -f',
    'rq empty --all',
    'mlflow gc',
    'kafkactl delete topic t',
    'elasticsearch-node unsafe-bootstrap',
    `redis-cli eval "return redis.call('flushall')" 0`,
    `redis-cli eval "redis.pcall( 'FLUSHDB' )" 0`,
    'sail artisan migrate:fresh',
    './vendor/bin/sail artisan db:wipe',
    'symfony console doctrine:database:drop --force',
    "php bin/console doctrine:query:sql 'drop table x'",
    'php yii migrate/fresh',
    'mvn flyway:clean',
    './gradlew flywayClean',
    'dotnet ef database drop -f',
  ])('%s takes data away', (line) => {
    expect(lines(line)).toMatch(/db\.execute [\s\S]*destructive=true/);
  });

  it.each([
    'hdfs dfs -ls /data',
    'hdfs dfs -put a /data',
    'nodetool status',
    'echo list | hbase shell',
    'zkCli.sh -server host ls /app',
    'memcached-tool host:11211 stats',
    'couchbase-cli bucket-list -c host',
    'cbq -s "SELECT 1"',
    'celery -A app worker -l info',
    'rq worker',
    'mlflow ui',
    'kafkactl get topics',
    `redis-cli eval "return redis.call('get', KEYS[1])" 1 a`,
    'sail artisan migrate',
    'sail up -d',
    'symfony serve',
    'mvn -q test',
    './gradlew clean build',
    'dotnet ef migrations add First',
    'dotnet ef database update',
  ])('%s takes none', (line) => {
    expect(lines(line)).not.toMatch(/destructive=true/);
  });
});
