import type { Program } from '../../program.ts';
import { BARE_STATEMENTS } from './bare-statement.ts';
import { MIGRATION_PROGRAMS } from './migrations.ts';
import { MONGO_PROGRAMS } from './mongo.ts';
import { REDIS } from './redis.ts';
import { SERVER_TOOLS } from './server-tools.ts';
import { SQL_CLIENTS } from './sql-clients.ts';
import { STORE_TOOLS } from './store-tools.ts';

/** Clients and tools of databases. */
export const DATABASE_PROGRAMS: readonly Program[] = [
  ...SQL_CLIENTS,
  REDIS,
  ...MONGO_PROGRAMS,
  ...SERVER_TOOLS,
  ...MIGRATION_PROGRAMS,
  ...STORE_TOOLS,
  ...BARE_STATEMENTS,
];
