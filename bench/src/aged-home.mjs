import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileAnswer, GRANT_LIFE, homeLayout, keepUp, listRequests } from '@agsec/runtime';

/** Days before today that the log goes back, sessions of each, and what the log holds in all. */
const DAYS = 88;
const SESSIONS = 4;

/** Records of the session that goes on today: its file is never begun anew before the day is over. */
const TODAY = 100_000;

const MILLISECONDS_OF_DAY = 86_400_000;

/** Bytes that are collected before they are written. */
const BUFFER = 1 << 22;

/**
 * Gives the home of a hook a past: a log of `records` calls, all but today's sealed and those of old
 * days compressed, as agsec itself does it. Every record is a real one that the hook wrote for `call`,
 * but for its time, id and session, and each file is a true chain. The session of `call` has the
 * largest file, today's.
 *
 * @returns seconds that sealing and compressing took
 */
export function ageLog(hook, call, { records, session }) {
  const { audit } = homeLayout(hook.state);
  const template = oneRecord(hook, call, audit);
  const now = Date.now();
  const perFile = Math.floor((records - TODAY) / (DAYS * SESSIONS));
  let left = records - TODAY;
  for (let back = DAYS; back > 0; back -= 1) {
    for (let index = 0; index < SESSIONS; index += 1) {
      const isLast = back === 1 && index === SESSIONS - 1;
      const count = isLast ? left : perFile;
      const at = now - back * MILLISECONDS_OF_DAY;
      writeFile(audit, template, { at, session: `session-${back}-${index}`, count });
      left -= count;
    }
  }
  writeFile(audit, template, { at: now, session, count: TODAY });
  const begun = process.hrtime.bigint();
  const keep = { keepDays: 10 * DAYS, maxMegabytes: 1_000_000 };
  keepUp(audit, { now: new Date(now), agsec: template.agsec, ...keep });
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

/** Answers `count` calls that were never asked, and the one that waits in the home of the hook. */
export function fileGrants(hook, count) {
  const home = homeLayout(hook.state);
  const [request] = listRequests(home, Date.now()).requests;
  if (request === undefined) throw new Error('the call that is to be approved does not wait');
  fileAnswer(home, answerTo(request, request.keys.session));
  for (let index = 1; index < count; index += 1) {
    fileAnswer(home, answerTo(request, createHash('sha256').update(`${index}`).digest('hex')));
  }
}

function answerTo({ agent, session, cwd, roots, tool, summary }, key) {
  const created = Date.now();
  return {
    id: randomBytes(8)
      .toString('hex')
      .replace(/[^0-9a-z]/g, ''),
    verdict: 'approved',
    scope: 'session',
    key,
    created,
    expires: created + GRANT_LIFE.session,
    by: 'bench',
    agent,
    session,
    cwd,
    roots,
    tool,
    summary,
  };
}

/** A record of the call, written by the hook itself; its log is empty afterwards. */
function oneRecord({ program, args, env, cwd }, input, audit) {
  spawnSync(program, args, { env, cwd, input });
  const [day = ''] = readdirSync(audit);
  const folder = join(audit, day);
  const name = readdirSync(folder).find((each) => each.endsWith('.jsonl')) ?? '';
  const [line = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
  rmSync(audit, { recursive: true });
  return JSON.parse(line);
}

/** A day's file of one session, its calls spread over the last hours before `at`. */
function writeFile(audit, template, { at, session, count }) {
  const day = new Date(at).toISOString().slice(0, 10);
  const name = `${session}.jsonl`;
  mkdirSync(join(audit, day), { recursive: true, mode: 0o700 });
  const file = openSync(join(audit, day, name), 'wx', 0o600);
  const midnight = Date.parse(day);
  const step = Math.max(1, Math.floor((at - midnight) / count));
  let prev = sha256(`agsec audit 1\n${day}/${name}`);
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const ts = new Date(Math.min(at, midnight + index * step)).toISOString();
    const { hash: _, ...record } = { ...template, ts, id: `toolu_${index}`, session, prev };
    const body = JSON.stringify(record);
    prev = sha256(body);
    text += `${body.slice(0, -1)},"hash":"${prev}"}\n`;
    if (text.length > BUFFER || index === count - 1) {
      writeSync(file, text);
      text = '';
    }
  }
  closeSync(file);
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
