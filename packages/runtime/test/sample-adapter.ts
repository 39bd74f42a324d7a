import type {
  Adapter,
  HookFailure,
  HookOutput,
  InstalledHook,
  ParseResult,
  Place,
  Scope,
} from '../src/adapter.ts';
import { insertEntries, type JsonEntry, removeEntries } from '../src/install/edit-json.ts';
import { installedCommand } from '../src/install/installed-command.ts';

/**
 * A small agent that exists for tests only. It starts `hooks.before_tool[].command` of
 * `~/.sample/hooks.json` through `sh -c` before each tool call:
 * `{event, session, cwd, tool, input, call}` in, `{"decision": "allow" | "deny" | "none", "reason"}` out.
 */

const TIMEOUT = 10;

type Fields = { readonly [name: string]: unknown };

export const sampleAdapter: Adapter = {
  id: 'sample',
  title: 'Sample agent',
  environment: ['SAMPLE_PROJECT'],
  capabilities: {
    hooks: [
      {
        hook: 'before_tool',
        canBlock: true,
        canAsk: false,
        canRewrite: false,
        failures: [
          {
            when: 'crash',
            agentDefault: 'open',
            withAgsec: 'closed',
            how: 'the wrapper exits with 2',
          },
          {
            when: 'timeout',
            agentDefault: 'open',
            withAgsec: 'closed',
            how: 'own deadline below it, and a process that kills the hook',
          },
          {
            when: 'the person switches hooks off',
            agentDefault: 'open',
            withAgsec: 'open',
            how: 'nothing is asked then',
          },
        ],
      },
    ],
    neverReaches: [{ what: 'commands a person types', remedy: 'none needed' }],
    scopes: ['user'],
    measured: { version: '1.0.0', date: '2026-11-22', how: 'made up' },
  },
  parse,
  respond: (_, decision, { allowMeans, reviewId }) => {
    if (decision.effect === 'allow') return answer(allowMeans === 'approve' ? 'allow' : 'none');
    const { reason, hint } = decision;
    const isReview = decision.effect === 'review' && reviewId !== undefined;
    const advice = isReview ? `Wait for approval of ${reviewId}.` : hint;
    return answer('deny', advice === undefined ? reason : `${reason} ${advice}`);
  },
  respondNothing: () => answer('none'),
  respondFailure: ({ message }: HookFailure) => answer('deny', message),
  install: {
    versionCommand: ['sample-agent', '--version'],
    plan: (scope, place) => ({
      scope,
      edits: [
        {
          path: settingsPath(place),
          summary: 'add the before_tool hook',
          apply: (text) => insertEntries(text, [entryOf(place)], { dialect: 'json' }),
          remove: (text) => removeEntries(text, [entryOf(place)], { dialect: 'json' }),
        },
      ],
      notes: [],
    }),
    isInstalled: (_, place, readFile) => registers(readFile(settingsPath(place)), place),
    doctor: ({ clientVersion }) => [
      { check: 'client', level: 'ok', detail: `version ${clientVersion ?? 'unknown'}` },
    ],
    installedHooks,
  },
  protectedFiles: (place) => [
    { path: settingsPath(place), kind: 'file', protection: 'own', why: 'holds the hook' },
  ],
  staysEffective: (path, text, place) => path !== settingsPath(place) || registers(text, place),
  probe: (kind, place) => ({
    stdin: JSON.stringify({
      event: 'before_tool',
      session: 'probe',
      cwd: place.home,
      tool: kind === 'deny' ? 'write' : 'todo',
      input: kind === 'deny' ? { path: `${place.agsecHome}/policies/probe.yaml`, content: '' } : {},
    }),
    denied,
  }),
  usualCalls: (lines, { home }) =>
    lines.map((command) =>
      JSON.stringify({ event: 'before_tool', cwd: home, tool: 'shell', input: { command } }),
    ),
};

function parse(input: unknown): ParseResult {
  const { event, session, cwd, tool, input: given, call } = fieldsOf(input) ?? {};
  if (event === 'session_start') return { kind: 'ignored', why: 'nothing runs yet' };
  const values = fieldsOf(given);
  if (event !== 'before_tool' || typeof tool !== 'string' || values === undefined) {
    return { kind: 'invalid', issues: ['not a before_tool event with tool and input'] };
  }
  const action = actionOf(tool, values);
  if (action === undefined) return { kind: 'invalid', issues: [`${tool} lacks its input`] };
  return {
    kind: 'event',
    event: {
      hook: 'before_tool',
      tool,
      ...(typeof call === 'string' ? { call_id: call } : {}),
      context: {
        agent: 'sample',
        ...(typeof session === 'string' ? { session_id: session } : {}),
        ...(typeof cwd === 'string' ? { cwd, workspace_roots: [cwd] } : {}),
      },
      operations: [{ action: { ...action, origin: 'tool', unknown: [] } }],
    },
  };
}

function actionOf(
  tool: string,
  input: Fields,
): { name: string; params: { [name: string]: string } } | undefined {
  const { command, path, content } = input;
  const isPath = typeof path === 'string';
  switch (tool) {
    case 'shell':
      return typeof command === 'string'
        ? { name: 'bash.execute', params: { command } }
        : undefined;
    case 'read':
      return isPath ? { name: 'file.read', params: { file_path: path } } : undefined;
    case 'write':
      return isPath && typeof content === 'string'
        ? { name: 'file.write', params: { file_path: path, content } }
        : undefined;
    case 'todo':
      return { name: 'internal.todo', params: {} };
    default:
      return { name: `unknown.${tool}`, params: {} };
  }
}

function answer(decision: 'allow' | 'deny' | 'none', reason?: string): HookOutput {
  const stdout = JSON.stringify(reason === undefined ? { decision } : { decision, reason });
  return { stdout, stderr: '', exitCode: 0 };
}

function denied({ stdout, exitCode }: HookOutput): boolean {
  if (exitCode === 2) return true;
  try {
    return fieldsOf(JSON.parse(stdout))?.['decision'] === 'deny';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function settingsPath({ home }: Place): string {
  return `${home}/.sample/hooks.json`;
}

function commandOf({ node, agsecHome, home, user = '' }: Place): string {
  const loader = `${agsecHome}/bin/sample.cjs`;
  const person = { home, user, agsecHome };
  const environment = sampleAdapter.environment;
  return installedCommand({
    node,
    loader,
    person,
    environment,
    timeout: TIMEOUT,
    watchdog: TIMEOUT - 2,
  });
}

function isOurs(value: unknown): boolean {
  const command = fieldsOf(value)?.['command'];
  return typeof command === 'string' && command.includes('/bin/sample.cjs');
}

function entryOf(place: Place): JsonEntry {
  const element = () => ({ command: commandOf(place), timeout: TIMEOUT });
  return { path: ['hooks', 'before_tool'], isOurs, element };
}

function ourCommands(text: string | undefined): readonly string[] {
  const hooks = fieldsOf(fieldsOf(parseJson(text ?? 'null'))?.['hooks'])?.['before_tool'];
  const entries = Array.isArray(hooks) ? hooks.filter(isOurs) : [];
  return entries.map((entry) => String(fieldsOf(entry)?.['command']));
}

function registers(text: string | undefined, place: Place): boolean {
  const commands = ourCommands(text);
  return commands.length === 1 && commands[0] === commandOf(place);
}

function installedHooks(
  _: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
): readonly InstalledHook[] {
  const file = settingsPath(place);
  const cwd = place.projects[0] ?? place.home;
  return ourCommands(readFile(file)).map((line) => ({
    hook: 'before_tool',
    file,
    command: { kind: 'shell', line },
    environment: { SAMPLE_PROJECT: cwd },
    cwd,
    timeout: TIMEOUT,
  }));
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
