import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../../context.ts';

/** Answers the protocol lets a client try again after. */
const RETRYABLE = new Set([429, 502, 503, 504]);
const TRIES = 4;
/** Milliseconds for one request, and the longest wait between two. */
const TIMEOUT = 30_000;
const LONGEST_WAIT = 20_000;

/** Where logs go below a collector's URL that names no path (OTLP/HTTP specification). */
const LOGS_PATH = '/v1/logs';

/** The address logs are sent to. Throws `CliError` for what is no web address. */
export function logsEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new CliError(
      'bad-url',
      `"${text}" is no address of a collector.`,
      'For example: --url http://127.0.0.1:4318',
    );
  if (url.pathname === '/') url.pathname = LOGS_PATH;
  return url;
}

/**
 * Sends one request to a collector over OTLP/HTTP in JSON; tries again where the protocol says so.
 * Throws `CliError` when the collector does not take all of it.
 */
export async function sendOtlp(
  endpoint: URL,
  request: object,
  headers: { readonly [name: string]: string },
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const response = await post(endpoint, request, headers);
    const retry = RETRYABLE.has(response.status) && attempt < TRIES;
    if (retry) {
      await sleep(waitOf(response, attempt));
      continue;
    }
    const text = await response.text();
    if (!response.ok)
      throw new CliError(
        'collector-refused',
        `${endpoint.host} answered ${response.status}: ${text.slice(0, 200)}`,
        'Nothing after this batch was sent. Look at the collector, then export again.',
      );
    const rejected = rejectedIn(text);
    if (rejected === 0) return;
    throw new CliError(
      'collector-rejected',
      `${endpoint.host} took the request and left out ${rejected} records.`,
      'Look at the log of the collector for why.',
    );
  }
}

async function post(
  endpoint: URL,
  request: object,
  headers: { readonly [name: string]: string },
): Promise<Response> {
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('no-collector', `${endpoint.host} cannot be reached: ${why}`);
  }
}

/** `Retry-After` in seconds, or twice as long each time, from one second. */
function waitOf(response: Response, attempt: number): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const wait = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 500 * 2 ** attempt;
  return Math.min(wait, LONGEST_WAIT);
}

/** `partialSuccess.rejectedLogRecords`, a number or its text. */
function rejectedIn(text: string): number {
  try {
    const answer: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof answer !== 'object' || answer === null || !('partialSuccess' in answer)) return 0;
    const { partialSuccess: partial } = answer;
    if (typeof partial !== 'object' || partial === null) return 0;
    return 'rejectedLogRecords' in partial ? Number(partial.rejectedLogRecords) || 0 : 0;
  } catch (error) {
    if (error instanceof SyntaxError) return 0;
    throw error;
  }
}
