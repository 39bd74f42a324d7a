/** Words for the client, `unknown` for what nobody can read, `undefined` for what it has no command for. */
export type EngineCommand = readonly string[] | 'unknown' | undefined;

type Fields = { readonly [name: string]: unknown };

/** `docker create` of the body of `POST /containers/create` (Docker Engine API, ContainerCreate). */
export function createWords(body: string | undefined): EngineCommand {
  const container = fieldsIn(body);
  if (container === undefined) return 'unknown';
  const host = fields(container['HostConfig']);
  const command = [...texts(container['Entrypoint']), ...texts(container['Cmd'])];
  const [entrypoint] = texts(container['Entrypoint']);
  return [
    'create',
    ...(host['Privileged'] === true ? ['--privileged'] : []),
    ...texts(host['Binds']).map((bind) => `--volume=${bind}`),
    ...records(host['Mounts']).map(mountWord),
    ...(host['PidMode'] === 'host' ? ['--pid=host'] : []),
    ...texts(host['CapAdd']).map((name) => `--cap-add=${name}`),
    ...texts(host['SecurityOpt']).map((option) => `--security-opt=${option}`),
    ...records(host['Devices']).map((device) => `--device=${text(device['PathOnHost'])}`),
    ...(entrypoint === undefined ? [] : [`--entrypoint=${entrypoint}`]),
    text(container['Image']) || 'image',
    ...command.slice(entrypoint === undefined ? 0 : 1),
  ];
}

/** `docker exec` of the body of `POST /containers/ID/exec` (Docker Engine API, ContainerExec). */
export function execWords(container: string, body: string | undefined): EngineCommand {
  const exec = fieldsIn(body);
  if (exec === undefined) return 'unknown';
  return [
    'exec',
    ...(exec['Privileged'] === true ? ['--privileged'] : []),
    container,
    ...texts(exec['Cmd']),
  ];
}

function mountWord(mount: Fields): string {
  const place = `source=${text(mount['Source'])},target=${text(mount['Target'])}`;
  return `--mount=type=${text(mount['Type'])},${place}`;
}

function fieldsIn(body: string | undefined): Fields | undefined {
  if (body === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return isFields(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function records(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A list of texts; a text alone is a list of one. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
