import type { Taint } from '../../program.ts';
import { secretKind } from '../../secrets/secret-path.ts';
import { joinAllTaints } from '../../values/taint.ts';
import type { Findings } from './findings.ts';
import { listWords, type Thing, wordsOf } from './thing.ts';

/** How functions and methods are called that read the file they are given. */
const READS = /^(?:f|un)?(?:read|load|open|parse|scan|slurp|from|gen_?from|input)/i;

/** A text that is written as a path and not, say, as the name of a setting (`process.env`). */
const PATH = /^(?:[.~]|(?=[^/]*\/))[^\s"'`;|&<>]{1,4096}$/;

/**
 * A function nobody knows whose name says that it reads is given the path of a secret: reported as
 * the read it is. Gives the taint of what was read.
 */
export function noteSecretRead(findings: Findings, name: string, args: readonly Thing[]): Taint {
  if (!READS.test(name)) return {};
  const taints: Taint[] = [];
  for (const path of args.flatMap((argument) => listWords(argument) ?? wordsOf(argument))) {
    const secret = PATH.test(path.text) ? secretKind(path.text) : undefined;
    if (secret === undefined) continue;
    findings.action('file.read', { file_path: path });
    taints.push({ secret });
  }
  return joinAllTaints(taints);
}
