import {
  ACTION_CATALOGUE,
  findActionEntry,
  type ParamKind,
  type Params,
  type ParamValue,
} from '@agsec/core';
import { nearest } from '@agsec/core/policy';
import { CliError } from '../context.ts';

/**
 * The parameters of an action from words such as `file_path=.env`, each value read as the catalogue
 * has it: `force=true`, `branches=main,dev`. An `args.x=` goes into the arguments of an MCP tool.
 * Throws `CliError` with the name that was probably meant.
 */
export function namedParams(action: string, words: readonly string[]): Params {
  const kinds = paramKinds(action);
  const args: Record<string, ParamValue> = {};
  const params: Record<string, ParamValue> = toolParams(action);
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1)
      throw new CliError(
        'bad-parameter',
        `"${word}" is no parameter.`,
        'For example: file_path=.env',
      );
    const name = word.slice(0, at);
    const text = word.slice(at + 1);
    if (name.startsWith('args.')) args[name.slice('args.'.length)] = readFree(text);
    else params[name] = readValue(kindOf(kinds, name, action), name, text);
  }
  return Object.keys(args).length === 0 ? params : { ...params, args };
}

/** Kinds of the parameters of an action; `undefined` for an action of somebody's own. */
function paramKinds(action: string): { readonly [name: string]: ParamKind } | undefined {
  const entry = findActionEntry(action);
  if (entry !== undefined) return { ...entry.params, cwd: 'path' };
  const meant = nearest(
    action,
    ACTION_CATALOGUE.map(({ name }) => name),
  );
  if (meant === undefined) return undefined;
  throw new CliError('unknown-action', `There is no action "${action}".`, `Did you mean ${meant}?`);
}

function kindOf(
  kinds: { readonly [name: string]: ParamKind } | undefined,
  name: string,
  action: string,
): ParamKind {
  if (kinds === undefined) return 'free';
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind !== undefined) return kind;
  const known = Object.keys(kinds);
  const meant = nearest(name, known);
  throw new CliError(
    'unknown-parameter',
    `${action} has no parameter "${name}".`,
    meant === undefined ? `It has: ${known.join(', ')}.` : `Did you mean ${meant}?`,
  );
}

/** `mcp.github.get_issue` names its server and tool. */
function toolParams(action: string): Record<string, ParamValue> {
  const [, server, tool] = /^mcp\.([^.]+)\.(.+)$/.exec(action) ?? [];
  return server === undefined || tool === undefined ? {} : { server, tool };
}

function readValue(kind: ParamKind, name: string, text: string): ParamValue {
  switch (kind) {
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      throw new CliError('bad-parameter', `${name} is true or false, not "${text}".`);
    case 'number':
      if (text !== '' && Number.isFinite(Number(text))) return Number(text);
      throw new CliError('bad-parameter', `${name} is a number, not "${text}".`);
    case 'strings':
    case 'paths':
      return text === '' ? [] : text.split(',');
    case 'free':
      return readFree(text);
    default:
      return text;
  }
}

/** What stands for a boolean or a number is one. */
function readFree(text: string): ParamValue {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
