import type { DoctorFinding } from '../adapter.ts';
import { listAnswers } from '../review/answer-folder.ts';
import { listRequests } from '../review/request-folder.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { isShared, statIfThere } from './private-path.ts';

const CHECK = 'reviews';

/** Whether the requests and answers of reviews are agsec's own, and their key is private. */
export function checkReviews(agsecHome: string, now: number): readonly DoctorFinding[] {
  const home = homeLayout(agsecHome);
  const { requests, forged: forgedRequests } = listRequests(home, now);
  const { answers, forged: forgedAnswers } = listAnswers(home, now);
  const problems = [...forgedRequests, ...forgedAnswers].map(
    ({ path }): DoctorFinding => ({
      check: CHECK,
      level: 'open',
      detail: `${path} was not written by agsec, and is ignored; somebody tries to approve calls`,
      fix: `rm '${path}'`,
    }),
  );
  const key = statIfThere(home.reviewKey);
  if (key !== undefined && isShared(key)) {
    const detail = `${home.reviewKey} is open to other users, who could forge approvals`;
    problems.push({ check: CHECK, level: 'open', detail, fix: `chmod 600 ${home.reviewKey}` });
  }
  if (problems.length > 0) return problems;
  const waiting = requests.length === 1 ? '1 call waits' : `${requests.length} calls wait`;
  const holding = answers.length === 1 ? '1 answer holds' : `${answers.length} answers hold`;
  const detail = `${waiting} for a person, ${holding}`;
  return [{ check: CHECK, level: 'ok', detail }];
}
