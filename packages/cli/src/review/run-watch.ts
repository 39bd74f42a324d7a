import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import {
  agsecHome,
  type HomeLayout,
  homeLayout,
  listRequests,
  type ReviewRequest,
} from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { agentTitle, requestText, summaryOf } from './show-request.ts';

type WatchOptions = { readonly notify?: true; readonly json?: true };

/** How often the requests are looked at, in milliseconds. */
const PAUSE = 500;

const BELL = '\x07';

/** Shows each call that begins to wait, and rings, until the process is told to end. */
export async function runWatch(context: CliContext, options: WatchOptions): Promise<void> {
  const home = homeLayout(agsecHome(context.environment));
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  if (!options.json) context.out('Watching for calls that wait for you. Ctrl-C ends.\n\n');
  await watchRequests(home, stop.signal, (request) => announce(context, request, options));
}

/** Calls `announce` for each call that waits, once. */
export async function watchRequests(
  home: HomeLayout,
  signal: AbortSignal,
  announce: (request: ReviewRequest) => void,
): Promise<void> {
  let known: ReadonlySet<string> = new Set();
  while (!signal.aborted) {
    const { requests } = listRequests(home, Date.now());
    for (const request of requests) if (!known.has(request.id)) announce(request);
    known = new Set(requests.map(({ id }) => id));
    await setTimeout(PAUSE, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

function announce(context: CliContext, request: ReviewRequest, options: WatchOptions): void {
  if (options.json) context.out(`${JSON.stringify(request)}\n`);
  else {
    const bell = context.isTerminal ? BELL : '';
    context.out(`${bell}${requestText(context, request, Date.now())}`);
    context.out(`  answer    agsec approve ${request.id}   or   agsec deny ${request.id}\n\n`);
  }
  if (options.notify) notify(request);
}

/** Shows a notification on the desktop. Where there is no `notify-send`, nothing happens. */
function notify(request: ReviewRequest): void {
  const title = `${agentTitle(request.agent)} waits for you`;
  const text = `${summaryOf(request)}\nagsec approve ${request.id}`;
  const child = spawn('notify-send', ['--app-name=agsec', '--', title, text], {
    stdio: 'ignore',
    detached: true,
  });
  // The terminal has rung already.
  child.once('error', () => child.unref());
  child.unref();
}
