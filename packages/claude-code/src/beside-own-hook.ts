import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import type { ParseResult } from '@agsec/runtime/hook';

/** Where this hook stands, and whose it is. */
export type OwnPlace = {
  /** The folder the loader is in. */
  readonly bin: string;
  readonly home: string;
};

/**
 * A call of another agent that runs Claude Code's hooks, too. Where agsec's own hook for that agent is
 * in the agent's files, it is asked about the same call and answers in full: here only a deny counts,
 * so that a person is asked once, and one yes is enough.
 *
 * Only files of the person and of root are believed, and only where they start a loader that agsec
 * put there: a repository's could say anything.
 */
export function besideOwnHook(result: ParseResult, place: () => OwnPlace): ParseResult {
  if (result.kind !== 'event') return result;
  const { event } = result;
  const { agent } = event.context;
  if (agent === 'claude-code' || !Object.hasOwn(OWN_HOOKS, agent)) return result;
  const own = OWN_HOOKS[agent];
  if (own === undefined || !own(place()).some(isRegistered)) return result;
  return { kind: 'event', event: { ...event, secondary: true } };
}

/** Where the running hook stands; of a process that no loader started, nowhere. */
export function ownPlace(): OwnPlace {
  const [, loader = ''] = process.argv;
  return { bin: dirname(loader), home: process.env['HOME'] ?? '' };
}

/** A file that may hold an agent's hook of ours, the loader it starts then, and its events. */
type Registration = {
  readonly file: string;
  readonly loader: string;
  readonly events: readonly string[];
};

const ROOT_BIN = '/usr/local/lib/agsec/bin';

const OWN_HOOKS: { readonly [agent: string]: (place: OwnPlace) => readonly Registration[] } = {
  copilot: ({ bin, home }) => {
    const events = ['preToolUse'];
    return [
      { file: `${home}/.copilot/hooks/agsec.json`, loader: `${bin}/copilot.cjs`, events },
      {
        file: '/etc/github-copilot/policy.d/10-agsec.json',
        loader: `${ROOT_BIN}/copilot.cjs`,
        events,
      },
    ];
  },
  cursor: ({ bin, home }) => {
    const events = ['preToolUse', 'beforeShellExecution'];
    const ofRoot = { loader: `${ROOT_BIN}/cursor.cjs`, events };
    return [
      { file: `${home}/.cursor/hooks.json`, loader: `${bin}/cursor.cjs`, events },
      { file: '/etc/cursor/hooks.json', ...ofRoot },
      { file: '/Library/Application Support/Cursor/hooks.json', ...ofRoot },
    ];
  },
};

function isRegistered({ file, loader, events }: Registration): boolean {
  if (!existsSync(loader)) return false;
  const hooks = fieldsOf(field(readObject(file) ?? {}, 'hooks')) ?? {};
  return events.every((event) => startsIn(hooks, event, loader));
}

function startsIn(hooks: Fields, event: string, loader: string): boolean {
  const entries = field(hooks, event);
  if (!Array.isArray(entries)) return false;
  return entries.some((entry) =>
    Object.values(fieldsOf(entry) ?? {}).some(
      (value) => typeof value === 'string' && value.includes(`'${loader}'`),
    ),
  );
}

function readObject(path: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(readText(path) ?? ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `undefined` for what is not there or may not be read: then nothing is known of another hook. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
