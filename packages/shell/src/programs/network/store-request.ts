import type { Effects, Stream, Value } from '../../program.ts';
import { literal, valueOfStream } from '../shapes/values.ts';

/** A database that takes statements over HTTP. */
type SqlService = {
  /** Its own client, up to the word before the statement. */
  readonly client: readonly string[];
  readonly ports: readonly number[];
  /** Name of it in a host's name. */
  readonly host: RegExp;
  /** Key of the URL's query or of a form that holds the statement. */
  readonly key: string;
  /** The body, as it is, is a statement, too. */
  readonly takesBody?: true;
};

const SERVICES: readonly SqlService[] = [
  // ClickHouse docs, "HTTP Interface": the statement is `query`, the body, or both one after the other.
  {
    client: ['clickhouse-client', '--query'],
    ports: [8123, 8443],
    host: /(?:^|[.-])clickhouse(?:[.-]|$)/,
    key: 'query',
    takesBody: true,
  },
  // InfluxDB v1 docs, "/query": the statement is `q`.
  {
    client: ['influx', '-execute'],
    ports: [8086],
    host: /(?:^|[.-])influx(?:db)?(?:[.-]|$)/,
    key: 'q',
  },
  // QuestDB docs, "REST API": `/exec?query=`; it speaks PostgreSQL's protocol, too.
  { client: ['psql', '-c'], ports: [9000], host: /(?:^|[.-])questdb(?:[.-]|$)/, key: 'query' },
];

type Place = {
  readonly host: string | undefined;
  readonly port: number | undefined;
  /** Path and query. */
  readonly path: string;
};

/** A statement that a request hands to a database is read as what the database's client would be told. */
export function sqlRequest(effects: Effects, place: Place, body: Stream | undefined): void {
  const service = SERVICES.find(
    ({ ports, host }) =>
      (place.port !== undefined && ports.includes(place.port)) || host.test(place.host ?? ''),
  );
  if (service === undefined) return;
  const inAddress = named(place.path.slice(place.path.indexOf('?') + 1), service.key);
  if (!place.path.includes('?') || inAddress === undefined) {
    if (body !== undefined) fromBody(effects, service, body);
    return;
  }
  // What follows an INSERT is its data.
  const more = service.takesBody && !/^\s*insert\b/i.test(inAddress) ? (body?.text ?? '') : '';
  runs(effects, service, literal(`${inAddress}\n${more}`.trim()));
}

function fromBody(effects: Effects, service: SqlService, body: Stream): void {
  const text = body.text ?? body.partial;
  const inForm = text === undefined ? undefined : named(text, service.key);
  if (inForm !== undefined) runs(effects, service, literal(inForm));
  else if (service.takesBody && text !== undefined) runs(effects, service, valueOfStream(body));
}

function runs(effects: Effects, { client }: SqlService, statement: Value): void {
  effects.run([...client.map((word) => literal(word)), statement], { wrapper: 'http' });
}

/** The value of a key in a query or form. */
function named(form: string, key: string): string | undefined {
  return new URLSearchParams(form.replace(/#.*$/s, '')).get(key) ?? undefined;
}

/** Vault docs, "HTTP API": below `/v1/` stand the secrets of whatever engine is mounted there. */
const VAULT_PATH = /^\/v1\/(?!sys\/|auth\/token\/lookup|[^?]*\/metadata\/)[^/?]+\/[^?]+/;

/** True if the answer to a request holds secrets of Vault: it carries Vault's token, or its port. */
export function asksVault(
  place: Place,
  method: Value | string,
  headers: readonly Value[],
): boolean {
  const name = typeof method === 'string' ? method : method.text;
  const isVault =
    place.port === 8200 || headers.some(({ text }) => /^x-vault-token\s*:/i.test(text));
  return (
    isVault && name === 'GET' && VAULT_PATH.test(place.path) && !/[?&]list=true/.test(place.path)
  );
}
