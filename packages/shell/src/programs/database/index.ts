import type { Program } from '../../program.ts';
import { MIGRATION_PROGRAMS } from './migrations.ts';
import { MONGO_PROGRAMS } from './mongo.ts';
import { REDIS } from './redis.ts';
import { SERVER_TOOLS } from './server-tools.ts';
import { SQL_CLIENTS } from './sql-clients.ts';

/** Clients and tools of databases. */
export const DATABASE_PROGRAMS: readonly Program[] = [
  ...SQL_CLIENTS,
  REDIS,
  ...MONGO_PROGRAMS,
  ...SERVER_TOOLS,
  ...MIGRATION_PROGRAMS,
];
