import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));
const destroys = (line: string) =>
  lines(line).some((each) => each.startsWith('db.execute') && each.includes('destructive=true'));

describe('a database loses data', () => {
  it.each([
    'psql -c "DROP TABLE t"',
    'psql -h h -U u -d d -c "DROP TABLE t"',
    'psql -qAtc "DROP TABLE t" postgres://u:p@h/d',
    'psql --command="TRUNCATE t"',
    'psql -c "SELECT 1" -c "DELETE FROM t"',
    'psql d <<< "DROP TABLE t"',
    "psql <<'EOF'\n\\timing\nDROP TABLE t;\nEOF",
    'echo "DROP TABLE t" | psql d',
    'psql -f - <<< "DROP TABLE t"',
    'PGPASSWORD=x psql -c "DROP TABLE t"',
    'docker exec db psql -U u -c "DROP TABLE t"',
    'kubectl exec -it db -- psql -c "DROP TABLE t"',
    'mysql -u root -psecret -e "DROP DATABASE d"',
    'mysql -uroot -h h d -e "DELETE FROM t"',
    'mysql --execute="TRUNCATE t"',
    'mysql d <<< "DROP TABLE t"',
    'mariadb -e "DROP TABLE t"',
    'mysqladmin -u root -f drop d',
    'sqlite3 a.db "DROP TABLE t"',
    'sqlite3 -header -separator , a.db "DELETE FROM t"',
    'sqlite3 -cmd "DROP TABLE t" a.db',
    'sqlite3 a.db <<< "DROP TABLE t"',
    'duckdb a.db -c "DROP TABLE t"',
    'sqlcmd -S h -U u -P p -Q "DROP TABLE t"',
    'clickhouse-client --query "DROP TABLE t"',
    'clickhouse client -q "DROP TABLE t"',
    'cqlsh h -e "DROP KEYSPACE k"',
    'cockroach sql --insecure -e "DROP DATABASE d"',
    'snowsql -q "DROP TABLE t"',
    'bq query --use_legacy_sql=false "DROP TABLE t"',
    'heroku pg:psql -a x -c "DROP TABLE t"',
    'wrangler d1 execute db --remote --command "DROP TABLE t"',
    'redis-cli FLUSHALL',
    'redis-cli -h h -p 6380 -a pw -n 2 flushdb async',
    'redis-cli config set dir /x',
    'echo FLUSHALL | redis-cli',
    'redis-cli --no-auth-warning flushall',
    'mongosh d --eval "db.dropDatabase()"',
    'mongosh --quiet --eval "db.users.deleteMany({})"',
    'mongo --eval "db.users.drop()"',
    'mongosh <<< "db.users.remove({ })"',
    'mongorestore --drop dump',
    'dropdb --if-exists d',
    'pg_restore --clean -d d x.dump',
    'rails db:drop',
    'RAILS_ENV=production bin/rails db:reset',
    'bundle exec rake db:migrate:reset',
    'python manage.py flush --noinput',
    'php artisan db:wipe --force',
    'npx prisma migrate reset --force',
    'npx prisma db push --force-reset',
    'npx sequelize-cli db:drop',
    'npx knex migrate:rollback --all',
    'npx typeorm schema:drop -d ds.ts',
    'alembic downgrade base',
    'flask db downgrade',
    'mix ecto.drop',
    'flyway clean',
    'liquibase drop-all',
    'influx -execute "DROP DATABASE d"',
    "cypher-shell 'MATCH (n) DETACH DELETE n'",
  ])('%s', (line) => {
    expect(destroys(line)).toBe(true);
  });
});

describe('a database loses nothing', () => {
  it.each([
    'psql -l',
    'psql --version',
    'psql -c "SELECT * FROM t"',
    'psql -c "DELETE FROM t WHERE id = 1"',
    'psql -v x="DROP TABLE t" -c "SELECT 1"',
    'mysql -e "SHOW TABLES" d',
    'sqlite3 a.db .tables',
    'sqlite3 a.db "SELECT 1"',
    'sqlite3 -readonly a.db "DROP TABLE t"',
    'duckdb -readonly a.db "DROP TABLE t"',
    'sqlite3 -version',
    'redis-cli ping',
    'redis-cli GET DEL',
    'redis-cli DEL k',
    'redis-cli config get dir',
    'mongosh --eval "db.users.find()"',
    'mongosh --eval "db.users.deleteMany({ a: 1 })"',
    'pg_dump d',
    'createdb d',
    'rails db:migrate',
    'rails routes',
    'python manage.py migrate',
    'php artisan cache:clear',
    'npx prisma generate',
    'npx prisma migrate dev',
    'alembic upgrade head',
    'mysqladmin status',
    'echo "DROP TABLE t" > x.sql',
  ])('%s', (line) => {
    expect(destroys(line)).toBe(false);
  });
});

describe('clients run shells and read files', () => {
  it.each([
    "psql -c '\\! rm -rf /x'",
    "psql <<'EOF'\n\\! rm -rf /x\nEOF",
    "psql <<'EOF'\nselect 1 \\g | rm -rf /x\nEOF",
    "psql <<'EOF'\n\\copy t from program 'rm -rf /x'\nEOF",
    'psql -o "|rm -rf /x" -c "select 1"',
    "mysql -e '\\! rm -rf /x'",
    'mysql -e "system rm -rf /x"',
    "mysql <<'EOF'\nsystem rm -rf /x;\nEOF",
    "sqlite3 a.db '.shell rm -rf /x'",
    "sqlite3 a.db '.system rm -rf /x'",
    "sqlite3 a.db '.output |rm -rf /x'",
    "sqlite3 -cmd '.sh rm -rf /x' a.db",
    "sqlcmd <<< ':!!rm -rf /x'",
    "sqlplus u/p <<< 'HOST rm -rf /x'",
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.delete file_path=/x recursive=true');
  });

  it('but not in safe mode', () => {
    expect(lines("sqlite3 -safe a.db '.shell rm -rf /x'").join()).not.toContain('file.delete');
  });

  it.each([
    ['sqlite3 .env "SELECT 1"', 'file.read file_path=.env'],
    [`sqlite3 a.db "SELECT readfile('.env')"`, 'file.read file_path=.env'],
    [`duckdb -c "SELECT * FROM read_csv('.env')"`, 'file.read file_path=.env'],
    ["sqlite3 a.db '.import .env t'", 'file.read file_path=.env'],
    ["psql -c '\\copy t to /x'", 'file.write file_path=/x'],
    ["sqlite3 a.db '.output /x'", 'file.write file_path=/x'],
    ['mysqldump -r /x d', 'file.write file_path=/x'],
  ])('%s', (line, expected) => {
    expect(lines(line)).toContain(expected);
  });

  it.each([
    ['psql -f x.sql', 'x.sql'],
    ["psql -c '\\i x.sql'", 'x.sql'],
    ["mysql -e 'source x.sql'", 'x.sql'],
    ["sqlite3 a.db '.read x.sql'", 'x.sql'],
    ['sqlcmd -i x.sql', 'x.sql'],
    ['npx prisma db execute --file x.sql', 'x.sql'],
  ])('%s', (line, path) => {
    expect(analyse(line, SURROUNDINGS).scripts).toContainEqual(
      expect.objectContaining({ path, language: 'sql' }),
    );
  });
});

describe('SQL that is not known', () => {
  it('may be anything', () => {
    const [action] = analyse('psql -c "$SQL"', SURROUNDINGS).actions.filter(
      ({ name }) => name === 'db.execute',
    );
    expect(action?.unknown).toEqual(['sql', 'verbs', 'destructive']);
  });

  it('is destructive where the known part is', () => {
    const [action] = analyse('psql -c "DROP TABLE $T"', SURROUNDINGS).actions.filter(
      ({ name }) => name === 'db.execute',
    );
    expect(action?.params['destructive']).toBe(true);
  });
});
