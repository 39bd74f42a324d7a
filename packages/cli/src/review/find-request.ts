import { type HomeLayout, listRequests, type ReviewRequest } from '@agsec/runtime';
import { CliError } from '../context.ts';

/** The call that waits under an id. Throws `CliError` if there is none. */
export function findRequest(home: HomeLayout, id: string): ReviewRequest {
  const { requests } = listRequests(home, Date.now());
  const found = requests.find((request) => request.id === id.toLowerCase());
  if (found !== undefined) return found;
  throw new CliError(
    'no-such-request',
    `No call waits under "${id}": it was answered, or it is too old.`,
    requests.length === 0
      ? 'Let the agent try again; it is then told a new id.'
      : 'See: agsec review',
  );
}
