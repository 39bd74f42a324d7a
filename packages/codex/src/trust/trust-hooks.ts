import { realpathSync } from 'node:fs';
import type { TrustInput, TrustOutcome } from '@agsec/runtime';
import { AGSEC_VERSION } from '@agsec/runtime';
import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import { type CodexPlace, hookFiles } from '../client-files.ts';
import { HOOK_EVENTS, hookEntry } from '../our-hook.ts';
import { AppServer, AppServerError } from './app-server.ts';

const TIMEOUT_MS = 30_000;

/** A hook of ours as the client lists it. */
type ListedHook = {
  readonly key: string;
  readonly hash: string;
  readonly status: string;
  readonly enabled: boolean;
};

/**
 * Tells the client that the person trusts our hooks of a scope, as its own question does: it lists
 * its hooks with their hashes, and is told to keep those of ours (methods and fields measured with
 * 0.169). Nothing is trusted but entries that are exactly as this version installs them.
 */
export async function trustHooks(input: TrustInput, place: CodexPlace): Promise<TrustOutcome> {
  if (input.scope === 'managed') return done('Codex runs managed hooks without being told');
  const [cwd = place.home] = place.projects;
  const server = new AppServer({ cwd, environment: input.environment, timeoutMs: TIMEOUT_MS });
  try {
    await greet(server);
    const before = await ourHooks(server, cwd, input, place);
    const problem = problemWith(before, input.scope);
    if (problem !== undefined) return { ok: false, message: problem };
    if (before.every(({ status }) => status === 'trusted')) return done('Codex trusts it already');
    await server.ask('config/batchWrite', {
      edits: [{ keyPath: 'hooks.state', value: statesOf(before), mergeStrategy: 'upsert' }],
      reloadUserConfig: true,
    });
    const after = await ourHooks(server, cwd, input, place);
    return after.every(({ status }) => status === 'trusted')
      ? done('Codex trusts it now')
      : {
          ok: false,
          message:
            'Codex was told to trust the hook, and does not. Run `codex` and trust it there.',
        };
  } catch (error) {
    if (!(error instanceof AppServerError)) throw error;
    return { ok: false, message: `${error.message}. Run \`codex\` and trust the hook there.` };
  } finally {
    server.close();
  }
}

function done(message: string): TrustOutcome {
  return { ok: true, message };
}

async function greet(server: AppServer): Promise<void> {
  const clientInfo = { name: 'agsec', title: 'agsec', version: AGSEC_VERSION };
  await server.ask('initialize', { clientInfo });
  server.tell('initialized');
}

async function ourHooks(
  server: AppServer,
  cwd: string,
  { scope }: TrustInput,
  place: CodexPlace,
): Promise<readonly ListedHook[]> {
  const { command } = hookEntry({ place, scope });
  const files = hookFiles(scope, place).flatMap((file) => [file, realPath(file)]);
  const result = fieldsOf(await server.ask('hooks/list', { cwds: [cwd] })) ?? {};
  return listIn(result, 'data')
    .flatMap((each) => listIn(each, 'hooks'))
    .filter(
      (hook) =>
        textField(hook, 'command') === command &&
        files.includes(textField(hook, 'sourcePath') ?? ''),
    )
    .map((hook) => ({
      key: textField(hook, 'key') ?? '',
      hash: textField(hook, 'currentHash') ?? '',
      status: textField(hook, 'trustStatus') ?? '',
      enabled: field(hook, 'enabled') !== false,
    }));
}

function problemWith(hooks: readonly ListedHook[], scope: TrustInput['scope']): string | undefined {
  if (hooks.length < HOOK_EVENTS.length) {
    const why = scope === 'project' ? '; is the folder a project you trust in Codex?' : '';
    return `Codex does not see the hook${why}`;
  }
  const isOff = hooks.some(({ enabled }) => !enabled);
  if (isOff) return 'The hook is switched off in Codex. Switch it on with /hooks there.';
  const isWhole = hooks.every(({ key, hash }) => key !== '' && hash.startsWith('sha256:'));
  return isWhole ? undefined : 'Codex lists its hooks in a way agsec does not know';
}

function statesOf(hooks: readonly ListedHook[]): object {
  return Object.fromEntries(hooks.map(({ key, hash }) => [key, { trusted_hash: hash }]));
}

function listIn(fields: Fields, name: string): readonly Fields[] {
  const list = field(fields, name);
  if (!Array.isArray(list)) return [];
  return list.map(fieldsOf).filter((each) => each !== undefined);
}

/** The client may know a file behind links by its other name. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return path;
    throw error;
  }
}
