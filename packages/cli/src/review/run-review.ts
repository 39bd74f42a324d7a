import {
  agsecHome,
  type Forged,
  type GrantScope,
  type HomeLayout,
  homeLayout,
  listRequests,
  type ReviewRequest,
} from '@agsec/runtime';
import { type CliContext, CliError, type ExitStatus } from '../context.ts';
import { agentAround } from '../human/agent-around.ts';
import { requireHuman } from '../human/require-human.ts';
import { plural } from '../terminal/plural.ts';
import { showPath } from '../terminal/show-path.ts';
import { styleOf } from '../terminal/style.ts';
import { approveRequest, denyRequest, requireApprovable } from './answer-request.ts';
import { approvedText } from './run-approve.ts';
import { requestText } from './show-request.ts';

/** Lists what waits, and on a terminal asks for an answer to each. Status 1: some file was forged. */
export async function runReview(context: CliContext, json: boolean): Promise<ExitStatus> {
  const home = homeLayout(agsecHome(context.environment));
  const { requests, forged } = listRequests(home, Date.now());
  const status = forged.length > 0 ? 1 : 0;
  if (json) {
    context.out(`${JSON.stringify({ requests, forged })}\n`);
    return status;
  }
  warnOfForged(context, forged);
  if (requests.length === 0) {
    context.out('No call waits for you.\n');
    return status;
  }
  if (context.isTerminal && agentAround(context) === undefined)
    await new Answering(context, home).all(requests);
  else showAll(context, requests);
  return status;
}

/** Says of files that were put there by somebody else. */
export function warnOfForged(context: CliContext, forged: readonly Forged[]): void {
  const { red } = styleOf(context);
  for (const { path } of forged)
    context.err(`${red('forged')}  ${showPath(context, path)}: not written by agsec, ignored\n`);
}

function showAll(context: CliContext, requests: readonly ReviewRequest[]): void {
  for (const request of requests) context.out(`${requestText(context, request, Date.now())}\n`);
  const [first] = requests;
  context.out(`To answer:  agsec approve ${first?.id}   or   agsec deny ${first?.id}\n`);
}

const SCOPE_KEYS: { readonly [key: string]: GrantScope } = {
  a: 'once',
  s: 'session',
  h: '1h',
  p: 'project',
};

const KEYS = 'a approve once · s session · h one hour · p project · d deny · n next · q quit: ';

/** A person at a terminal who goes through what waits. The code is asked for once. */
class Answering {
  readonly #context: CliContext;
  readonly #home: HomeLayout;
  #isHuman = false;

  constructor(context: CliContext, home: HomeLayout) {
    this.#context = context;
    this.#home = home;
  }

  async all(requests: readonly ReviewRequest[]): Promise<void> {
    for (const [at, request] of requests.entries()) {
      this.#context.out(`${requestText(this.#context, request, Date.now())}\n`);
      if (!(await this.#one(request))) {
        this.#context.out(`${plural(requests.length - at, 'call')} left waiting.\n`);
        return;
      }
    }
  }

  /** False: no more. */
  async #one(request: ReviewRequest): Promise<boolean> {
    for (;;) {
      const key = await this.#context.keyAtTerminal(KEYS);
      this.#context.out('\n');
      if (key === undefined || key === 'q') return false;
      if (key === 'n' || (await this.#answer(request, key.toLowerCase()))) return true;
    }
  }

  /** True if the key was an answer. */
  async #answer(request: ReviewRequest, key: string): Promise<boolean> {
    const { id } = request;
    if (key === 'd') {
      denyRequest(this.#home, request);
      this.#context.out(`${styleOf(this.#context).red('denied')} ${id}\n\n`);
      return true;
    }
    const scope = SCOPE_KEYS[key];
    if (scope === undefined) return false;
    try {
      requireApprovable(request, scope);
      if (!this.#isHuman) requireHuman(this.#context, 'approve calls with single keys');
      this.#isHuman = true;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      this.#context.err(`${error.message}\n`);
      return false;
    }
    this.#context.out(
      `${approvedText(this.#context, approveRequest(this.#home, request, scope))}\n`,
    );
    return true;
  }
}
