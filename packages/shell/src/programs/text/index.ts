import type { Program } from '../../program.ts';
import { AWK } from './awk.ts';
import { DOS2UNIX } from './dos2unix.ts';
import { TEXT_FILTERS } from './filters.ts';
import { GETOPT } from './getopt.ts';
import { ICONV } from './iconv.ts';
import { JQ } from './jq.ts';
import { MESSAGES } from './messages.ts';
import { MILLER } from './miller.ts';
import { REV } from './rev.ts';
import { SED } from './sed.ts';
import { SHUF } from './shuf.ts';
import { SORT } from './sort.ts';
import { DASEL, PANDOC, SD, XMLLINT, XMLSTARLET } from './structured.ts';
import { TR } from './tr.ts';
import { UNIQ } from './uniq.ts';
import { YQ } from './yq.ts';

/** Programs that change text on its way through, or in its file. */
export const TEXT_PROGRAMS: readonly Program[] = [
  AWK,
  DASEL,
  DOS2UNIX,
  GETOPT,
  ICONV,
  JQ,
  MILLER,
  PANDOC,
  REV,
  SD,
  SED,
  SHUF,
  SORT,
  TR,
  UNIQ,
  XMLLINT,
  XMLSTARLET,
  YQ,
  ...TEXT_FILTERS,
  ...MESSAGES,
];
