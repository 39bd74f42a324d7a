const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
const isColoured = !NO_COLOR && TERM !== 'dumb' && (process.stdout.isTTY || Boolean(FORCE_COLOR));
const paint = (open, close) => (text) => (isColoured ? `\x1b[${open}m${text}\x1b[${close}m` : text);

export const bold = paint(1, 22);
export const dim = paint(2, 22);
export const red = paint(31, 39);
export const green = paint(32, 39);
const yellow = paint(33, 39);

const MARKS = {
  deny: red('blocked'),
  review: yellow('review '),
  allow: green('allowed'),
  broken: red('broken '),
};

export function say(text = '') {
  process.stdout.write(`${text}\n`);
}

/**
 * The verdicts of one scene: what the agent tried and what was said; a reason that several share
 * stands once, below them. `reason` is for people. Gives how many are not as expected.
 *
 * @param {import('./world.mjs').World} world
 */
export function sayScene(world, { heading, calls }, verdicts) {
  say(`\n${bold(heading)}`);
  let wrong = 0;
  for (const [index, call] of calls.entries()) {
    const { effect } = verdicts[index];
    say(`  ${MARKS[effect]}  ${describe(call.payload)}`);
    if (effect !== call.expect) {
      wrong += 1;
      say(`           ${red(`expected: ${call.expect}`)}`);
    }
    const why = whyOf(verdicts[index]);
    const next = verdicts[index + 1];
    if (why !== '' && (next === undefined || whyOf(next) !== why))
      say(`           ${dim(shortened(world, why))}`);
  }
  return wrong;
}

function whyOf({ effect, reason, by }) {
  if (effect === 'allow') return '';
  return by === undefined ? reason : `${reason}  (${by})`;
}

/** A call in one line: the command, or the tool with its file. */
function describe({ tool_name: tool, tool_input: input, cwd }) {
  if (tool === 'Bash') return input.command;
  const home = cwd.slice(0, cwd.lastIndexOf('/'));
  return `${tool} ${input.file_path.replace(`${cwd}/`, '').replace(home, '~')}`;
}

function shortened(world, text) {
  return text.replaceAll(world.home, '~');
}

/** `$ agsec …` with what it printed, in from the margin. */
export function sayCommand(world, ...args) {
  say(`\n${bold(`$ agsec ${args.join(' ')}`)}`);
  for (const line of shortened(world, world.agsec(...args))
    .trimEnd()
    .split('\n'))
    say(line === '' ? '' : `  ${line}`);
}

/** The last words. Gives the exit status. */
export function sayResult(wrong, counts, remark) {
  say(`\n${wrong === 0 ? green('As it should be') : red(`${wrong} wrong`)}: ${counts}.`);
  say(dim(remark));
  return wrong === 0 ? 0 : 1;
}

/** Why, in words for a person, from the record of a call. */
export function reasonOf(record, told) {
  if (record === undefined) return { reason: told };
  const { reason, sid, policy } = record;
  return { reason, by: sid === undefined ? 'built in' : `${sid} in ${policy}` };
}
