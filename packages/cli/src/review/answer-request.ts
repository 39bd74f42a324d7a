import {
  DENIAL_LIFE,
  fileAnswer,
  GRANT_LIFE,
  type GrantScope,
  type HomeLayout,
  type ReviewAnswer,
  type ReviewRequest,
  removeRequest,
  settingsOf,
} from '@agsec/runtime';
import { CliError } from '../context.ts';
import { readManagedConfig } from '../policy-files/config-file.ts';
import { loginName } from '../setup/login-name.ts';
import { summaryOf } from './show-request.ts';

/** Throws `CliError` if the yes would be good for nothing: no such scope, or root forbids it. */
export function requireApprovable(request: ReviewRequest, scope: GrantScope): void {
  if (settingsOf({}, readManagedConfig()).liftable === 'none')
    throw new CliError(
      'grants-forbidden',
      'On this machine nobody approves single calls: root has set `grants: none`.',
      'Ask who administers the machine.',
    );
  if (request.keys[scope] !== undefined) return;
  const what = scope === 'session' ? 'session' : 'project';
  throw new CliError('no-such-scope', `This call has no ${what}.`, 'Use --for once or --for 1h.');
}

/** Files a yes, which the call may use from now on. */
export function approveRequest(
  home: HomeLayout,
  request: ReviewRequest,
  scope: GrantScope,
): ReviewAnswer {
  return answer(home, request, { verdict: 'approved', scope, life: GRANT_LIFE[scope] });
}

/** Files a no: the same call is refused without asking again. */
export function denyRequest(
  home: HomeLayout,
  request: ReviewRequest,
  because?: string,
): ReviewAnswer {
  const reason = because === undefined ? {} : { because };
  return answer(home, request, { verdict: 'denied', scope: 'once', life: DENIAL_LIFE, ...reason });
}

type Given = Pick<ReviewAnswer, 'verdict' | 'scope' | 'because'> & {
  /** Milliseconds. */
  readonly life: number;
};

function answer(home: HomeLayout, request: ReviewRequest, { life, ...given }: Given): ReviewAnswer {
  const { id, keys, agent, session, roots, call } = request;
  const created = Date.now();
  const filed: ReviewAnswer = {
    id,
    ...given,
    key: keys[given.scope] ?? keys.once,
    created,
    expires: created + life,
    by: loginName() ?? 'a person',
    agent,
    session,
    ...(call.cwd === undefined ? {} : { cwd: call.cwd }),
    roots,
    tool: call.tool,
    summary: summaryOf(request),
    ...(call.sid === undefined ? {} : { sid: call.sid }),
  };
  fileAnswer(home, filed);
  removeRequest(home, request);
  return filed;
}
