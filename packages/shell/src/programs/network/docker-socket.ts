import type { Effects, Value } from '../../program.ts';
import { literal } from '../shapes/values.ts';
import { createWords, type EngineCommand, execWords } from './docker-request-body.ts';
import { webAddress } from './web-address.ts';

/** One request to a container engine. */
export type EngineRequest = {
  readonly method: Value | string;
  readonly url: Value | undefined;
  /** Its body, where that is known. */
  readonly body?: string | undefined;
};

/** Collections of the API by the management command of the client for them. */
const COMMANDS: { readonly [collection: string]: string } = {
  containers: 'container',
  images: 'image',
  networks: 'network',
  volumes: 'volume',
  services: 'service',
  nodes: 'node',
  secrets: 'secret',
  configs: 'config',
  plugins: 'plugin',
  swarm: 'swarm',
  // The client's `builder prune` is `POST /build/prune`.
  build: 'builder',
};

/** True for the socket of a container engine. */
export function isEngineSocket(path: string): boolean {
  return /(?:docker|podman|containerd)[^/]*\.sock$/.test(path);
}

/**
 * A request to the container engine's socket (Docker Engine API) is one of the client's commands, and
 * is read as that; what the client has no command for is judged by its method.
 */
export function dockerSocket(effects: Effects, socket: Value, request: EngineRequest): void {
  if (!isEngineSocket(socket.text)) return;
  const method = typeof request.method === 'string' ? request.method : request.method.text;
  const path = request.url === undefined ? '' : webAddress(request.url).path;
  const command = commandOf(method.toUpperCase(), path, request.body);
  if (command === 'unknown') api(effects, 'API request', path);
  else if (command === undefined) {
    if (!/^(?:GET|HEAD)$/.test(method)) api(effects, `api ${method}`, path);
  } else
    effects.run(
      ['docker', ...command].map((word) => literal(word)),
      { wrapper: 'docker-api' },
    );
}

function api(effects: Effects, verb: string, target: string): void {
  effects.action('infra.execute', {
    tool: 'docker',
    verb,
    severity: 'destroy',
    destructive: true,
    target,
  });
}

/** The client's words; `undefined` where it has none, `unknown` where the body is not known. */
function commandOf(method: string, path: string, body: string | undefined): EngineCommand {
  const [place = '', query = ''] = path.split('?', 2);
  const segments = decoded(place)
    .split('/')
    .filter((segment) => segment !== '');
  if (/^v\d+\.\d+$/.test(segments[0] ?? '')) segments.shift();
  if (segments[0] === 'libpod') segments.shift();
  const [collection = '', ...rest] = segments;
  const group = Object.hasOwn(COMMANDS, collection) ? COMMANDS[collection] : undefined;
  const last = rest.at(-1) ?? '';
  if (method === 'GET' || method === 'HEAD')
    return group === undefined ? undefined : reads(group, rest);
  if (method === 'DELETE')
    return group === undefined ? undefined : [group, 'rm', ...switches(query), rest.join('/')];
  if (group === 'container' && method === 'POST') {
    if (last === 'create') return createWords(body);
    if (last === 'exec') return execWords(rest[0] ?? '', body);
  }
  // What an `exec` runs was said when it was made.
  if (collection === 'exec') return ['container', 'ls'];
  if (collection === 'build' && rest.length === 0) return ['build', '.'];
  if (collection === 'commit') return ['commit', 'container'];
  if (group === undefined || last === '') return undefined;
  if (last === 'prune') return [group, 'prune', '-f'];
  return [group, last, ...rest.slice(0, -1)];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** `/containers/json` lists, `/containers/ID/json` shows one with all its variables. */
function reads(group: string, rest: readonly string[]): readonly string[] {
  const [first] = rest;
  const verb = rest.length > 1 ? rest.at(-1) : undefined;
  if (first === undefined || (rest.length === 1 && first === 'json')) return [group, 'ls'];
  if (verb === undefined || verb === 'json') return [group, 'inspect', first];
  return [group, verb === 'logs' ? 'logs' : 'ls'];
}

/** `force=1` and `v=1` of a removal. */
function switches(query: string): readonly string[] {
  const given = new URLSearchParams(query);
  const isOn = (name: string) => /^(?:1|true)$/i.test(given.get(name) ?? '');
  return [...(isOn('force') ? ['-f'] : []), ...(isOn('v') ? ['-v'] : [])];
}
