const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
const isColoured = !NO_COLOR && TERM !== 'dumb' && (process.stdout.isTTY || Boolean(FORCE_COLOR));
const paint = (open, close) => (text) =>
  isColoured ? `\x1b[${open}m${text}\x1b[${close}m` : text;

export const bold = paint(1, 22);
export const dim = paint(2, 22);
export const red = paint(31, 39);
export const green = paint(32, 39);
export const yellow = paint(33, 39);

const MARKS = {
  deny: red('blocked'),
  review: yellow('review '),
  allow: green('allowed'),
  broken: red('broken '),
};

export function say(text = '') {
  process.stdout.write(`${text}\n`);
}

/** One verdict: what the agent tried, what was said, and why. `reason` is for people. */
export function sayVerdict(call, { effect, reason, by }) {
  say(`  ${MARKS[effect]}  ${describe(call.payload)}`);
  if (effect !== 'allow') say(`           ${dim(by === undefined ? reason : `${reason}  [${by}]`)}`);
  if (effect !== call.expect) say(`           ${red(`expected: ${call.expect}`)}`);
}

/** A call in one line: the command, or the tool with its file. */
function describe({ tool_name: tool, tool_input: input, cwd }) {
  if (tool === 'Bash') return input.command;
  return `${tool} ${input.file_path.replace(`${cwd}/`, '')}`;
}

/** A child's output, in from the margin. */
export function sayOutput(text) {
  for (const line of text.trimEnd().split('\n')) say(line === '' ? '' : `  ${line}`);
}
