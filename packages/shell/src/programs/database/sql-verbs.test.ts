import { describe, expect, it } from 'vitest';
import { readSql } from './sql-verbs.ts';

const verbs = (sql: string, engine = 'postgres') => readSql(sql, engine).verbs;
const destructive = (sql: string, engine = 'postgres') => readSql(sql, engine).destructive;

describe('SQL that takes something away', () => {
  it.each([
    'DROP TABLE users',
    'drop table if exists users',
    '/* x */ DROP -- y\n DATABASE prod;',
    'SELECT 1; DROP TABLE users; SELECT 2',
    'TRUNCATE users',
    'TRUNCATE TABLE users CASCADE',
    'DELETE FROM users',
    'DELETE FROM users;',
    'DELETE FROM users WHERE 1=1',
    'DELETE FROM users WHERE true',
    "DELETE FROM users WHERE 'a'='a'",
    'DELETE FROM users WHERE id = 1 OR 1 = 1',
    'DELETE FROM users WHERE id = id',
    'DELETE FROM users WHERE (1=1)',
    'UPDATE users SET a = 1',
    'UPDATE users SET a = (SELECT b FROM c WHERE d = 1)',
    'ALTER TABLE users DROP COLUMN a',
    'ALTER TABLE users DROP a',
    'WITH d AS (DELETE FROM users RETURNING *) SELECT * FROM d',
    'WITH a AS (SELECT 1) DELETE FROM users',
    'EXPLAIN ANALYZE DELETE FROM users',
    'EXPLAIN (ANALYZE, BUFFERS) DELETE FROM users',
    'BEGIN; DELETE FROM users; COMMIT',
    'DO $$ BEGIN DROP TABLE users; END $$',
    "DO $x$ BEGIN EXECUTE 'DROP TABLE users'; END $x$",
    'CREATE TABLE t AS SELECT 1; DROP SCHEMA public CASCADE',
    'DROP MATERIALIZED VIEW v; DROP TABLE t',
    'DROP USER u',
    'MERGE INTO a USING b ON (a.i = b.i) WHEN MATCHED THEN DELETE; TRUNCATE a',
    "COPY t FROM PROGRAM 'x'",
    "SELECT '\\'; DROP TABLE users; --'",
  ])('%s', (sql) => {
    expect(destructive(sql)).toBe(true);
  });

  it('hidden from other engines', () => {
    expect(destructive('SELECT 1 # 2\n; SELECT 1 # ; DROP TABLE t')).toBe(true);
    expect(destructive('/*!50000 DROP TABLE t */', 'mysql')).toBe(true);
    expect(destructive('SELECT 5--1; DROP TABLE t', 'mysql')).toBe(true);
    expect(destructive('SELECT 1 AS $$; DROP TABLE t; -- $$', 'mysql')).toBe(true);
    expect(destructive('SELECT a[b; DROP TABLE t;]')).toBe(true);
    expect(destructive('DROP TABLE [my table]', 'sqlserver')).toBe(true);
    expect(destructive('USE x\nGO\nDROP TABLE t\nGO', 'sqlserver')).toBe(true);
  });
});

describe('SQL that takes nothing away', () => {
  it.each([
    'SELECT * FROM users',
    "SELECT 'DROP TABLE users'",
    'SELECT "drop" FROM t',
    'SELECT $$DROP TABLE users$$',
    '-- DROP TABLE users\nSELECT 1',
    '/* DELETE FROM users */ SELECT 1',
    'DELETE FROM users WHERE id = 7',
    "DELETE FROM users WHERE email = 'a' AND 1 = 1",
    'DELETE FROM users USING old WHERE users.id = old.id',
    'UPDATE users SET a = 1 WHERE id = 7',
    'INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1',
    'SELECT * FROM t FOR UPDATE',
    'CREATE TABLE a (b int REFERENCES c ON DELETE CASCADE ON UPDATE SET NULL)',
    'CREATE INDEX i ON t (a)',
    'DROP INDEX i',
    'DROP VIEW v',
    'DROP TEMPORARY TABLE t',
    'ALTER TABLE t ADD COLUMN a int',
    'ALTER TABLE t ALTER COLUMN a DROP NOT NULL',
    'ALTER TABLE t DROP CONSTRAINT c',
    'EXPLAIN DELETE FROM users',
    'EXPLAIN SELECT 1',
    'SHOW TABLES',
    'GRANT SELECT ON t TO u',
    'select deleted, dropped, truncate_at from updates where updated',
    '',
  ])('%s', (sql) => {
    expect(destructive(sql)).toBe(false);
  });
});

describe('verbs', () => {
  it.each([
    ['DROP TABLE t', ['DROP', 'DROP TABLE']],
    ['delete from t', ['DELETE', 'DELETE without WHERE']],
    ['update t set a=1 where b', ['UPDATE']],
    ['alter table t drop column c', ['ALTER', 'ALTER TABLE', 'ALTER DROP']],
    ['grant all on *.* to u', ['GRANT', 'GRANT ALL']],
    ['create user u', ['CREATE', 'CREATE USER']],
    ['with a as (select 1) insert into t select * from a', ['SELECT', 'INSERT']],
    ['insert into t select 1; select 2', ['INSERT', 'SELECT']],
    ['explain delete from t', ['EXPLAIN']],
    ['call p()', ['CALL']],
  ])('%s', (sql, expected) => {
    expect(verbs(sql)).toEqual(expected);
  });
});

describe('what SQL does outside the database', () => {
  it.each([
    ["COPY t FROM PROGRAM 'rm -rf /x'", ['rm -rf /x']],
    ['COPY (SELECT 1) TO PROGRAM $$rm -rf /x$$', ['rm -rf /x']],
    ["EXEC xp_cmdshell 'rm -rf /x'", ['rm -rf /x']],
    ["SELECT sys_exec('rm -rf /x')", ['rm -rf /x']],
  ])('%s', (sql, expected) => {
    expect(readSql(sql, 'postgres').lines).toEqual(expected);
  });

  it('reads and writes files', () => {
    expect(readSql("SELECT pg_read_file('/etc/passwd')", 'postgres').reads).toEqual([
      '/etc/passwd',
    ]);
    expect(readSql("LOAD DATA LOCAL INFILE '/x' INTO TABLE t", 'mysql').reads).toEqual(['/x']);
    expect(readSql("SELECT 1 INTO OUTFILE '/x'", 'mysql').writes).toEqual(['/x']);
    expect(readSql("SELECT writefile('/x', 'y')", 'sqlite').writes).toEqual(['/x']);
    expect(readSql("COPY t TO '/x'", 'duckdb').writes).toEqual(['/x']);
  });
});

describe('clauses that stand in each other without end', () => {
  it('are looked through to a bound, behind which a verb counts as destructive', () => {
    const once = readSql('select ('.repeat(500), 'postgres');
    expect(once.destructive).toBe(false);
    expect(readSql('select ('.repeat(8_000), 'postgres').destructive).toBe(true);
  });

  it('are read where a text holds many statements', () => {
    const { verbs, destructive } = readSql('select (1);'.repeat(5_000), 'postgres');
    expect([verbs, destructive]).toEqual([['SELECT'], false]);
  });
});
