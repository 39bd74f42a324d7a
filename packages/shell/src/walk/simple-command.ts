import type { Assignment, Command, Redirection, Word } from 'unbash';
import { runVariable } from '../environment/run-variable.ts';
import { NOTHING, opaque } from '../flow/stream.ts';
import { type CommandParts, commandParts } from '../parse/command-parts.ts';
import type { Stream, Value } from '../program.ts';
import { expandBraces } from '../values/brace.ts';
import { expandFields, expandSingle } from '../values/expand-word.ts';
import type { Expansion } from '../values/expansion.ts';
import { joinAllTaints } from '../values/taint.ts';
import { joinWords, literal } from '../values/value.ts';
import { runAssignment } from './assignments.ts';
import { Choices } from './choices.ts';
import { commandName } from './command-name.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Interpreter, LeadingAssignment } from './interpreter.ts';
import { evaluateLeading, withLeading } from './leading-assignments.ts';
import { runConnected } from './redirected.ts';
import { type Connections, openRedirections } from './redirections.ts';
import type { ShellState } from './state.ts';
import { withSinks } from './substitutions.ts';
import { runValue } from './traps.ts';

/** A simple command, once for each combination of values its variables may have. */
export function runSimpleCommand(interpreter: Interpreter, node: Command, frame: Frame): Outcome {
  if (interpreter.choices !== undefined || !frame.state.mayHaveAlternatives)
    return runOnce(interpreter, node, frame);
  const choices = new Choices();
  interpreter.choices = choices;
  const ways: ShellState[] = [];
  const outcomes: Outcome[] = [];
  do {
    const state = frame.state.fork();
    ways.push(state);
    outcomes.push(runOnce(interpreter, node, { ...frame, state }));
  } while (choices.next());
  interpreter.choices = undefined;
  frame.state.join(ways);
  const [only] = outcomes;
  if (outcomes.length === 1 && only !== undefined) return only;
  return { stdout: { taint: joinAllTaints(outcomes.map(({ stdout }) => stdout.taint)) } };
}

function runOnce(interpreter: Interpreter, node: Command, frame: Frame): Outcome {
  const parts = commandParts(node);
  let argv: readonly Value[] = [];
  const taint = () => joinAllTaints(argv.map((word) => word.taint));
  return withSinks(interpreter, taint, () => {
    if (parts.words.length === 0) return runAssignments(interpreter, parts, frame);
    argv = expandArguments(interpreter, parts.words, frame);
    const whole = wholeArray(parts.words, argv, frame.state);
    if (whole !== undefined) {
      const apart: Frame = { ...frame, state: frame.state.fork(), isMaybe: true };
      interpreter.runWords(whole, apart, { level: 'shell', assignments: [] });
    }
    // Words that expand to nothing leave the assignments to the shell itself.
    if (argv.length === 0) return runAssignments(interpreter, parts, frame);
    return runExpanded(interpreter, parts, argv, frame);
  });
}

/** A command without a name: assignments to the shell, files opened or made. */
function runAssignments(
  interpreter: Interpreter,
  { assignments, redirections }: CommandParts,
  frame: Frame,
): Outcome {
  const expansion = interpreter.expansion(frame);
  for (const assignment of assignments) {
    const value = runAssignment(assignment, expansion);
    runVariable(interpreter, frame, assignment.name, value);
  }
  const connections = openRedirections(interpreter, redirections, frame, 'sh');
  return runConnected(interpreter, connections, frame, 'sh', () => ({
    stdout: printedInput(redirections, connections),
    // With a substitution in it, an assignment succeeds if that does.
    ...(assignments.some(({ text }) => /[`(]/.test(text)) ? {} : { status: 'success' }),
  }));
}

/** Within `$( )` `< file` alone prints the file; zsh prints any input of a command without a name. */
function printedInput(redirections: readonly Redirection[], { input }: Connections): Stream {
  if (input === undefined) return NOTHING;
  const [only, ...others] = redirections;
  const isFile = only?.type === 'Redirect' && only.operator === '<' && others.length === 0;
  return isFile ? input.rest() : opaque(input.stream.taint);
}

function runExpanded(
  interpreter: Interpreter,
  { assignments, words, redirections }: CommandParts,
  argv: readonly Value[],
  frame: Frame,
): Outcome {
  const alias = aliasOf(words[0], frame.state);
  const via = commandName(argv[0]?.text ?? 'sh', frame.state.surroundings.os);
  const leading = evaluateLeading(interpreter, assignments, frame);
  const before = redirections.length === 0 ? undefined : frame.state.fork();
  const connections = openRedirections(interpreter, redirections, frame, via);
  const isChanged = before !== undefined && !frame.state.variables.isSame(before.variables);
  const outcome = runConnected(interpreter, connections, frame, via, (inner) =>
    withLeading(leading, inner.state, () => {
      const site = { level: 'shell', assignments: leading } as const;
      if (alias.length === 0) return interpreter.runWords(argv, inner, site);
      return runAliases(interpreter, alias, words, argv, inner, leading);
    }),
  );
  // What redirections assign is lost where a program runs, in whose process they are expanded.
  if (before !== undefined && isChanged) frame.state.join([frame.state.fork(), before]);
  return outcome;
}

/** To zsh `$command` is all of an array where bash takes its first element. */
function wholeArray(
  words: readonly (Word | Assignment)[],
  argv: readonly Value[],
  { variables }: ShellState,
): readonly Value[] | undefined {
  const [first] = words;
  const [only, ...others] = first?.type === 'Word' ? (first.parts ?? []) : [];
  if (only?.type !== 'SimpleExpansion' || others.length > 0) return undefined;
  const variable = variables.get(only.text.slice(1));
  if (variable?.kind !== 'list' || variable.elements.size < 2) return undefined;
  return [...variable.elements.values(), ...argv.slice(1)];
}

/** Words after the name; those of `export x=1` are assignments to the shell. */
function expandArguments(
  interpreter: Interpreter,
  words: readonly (Word | Assignment)[],
  frame: Frame,
): readonly Value[] {
  const expansion = interpreter.expansion(frame);
  return words.flatMap((word) => {
    if (word.type === 'Word') return expandFields(word, expansion);
    return expandDeclared(word, words, expansion);
  });
}

/** `name=value` after `export` and its like: one word, not split; an array is assigned at once. */
function expandDeclared(
  node: Assignment,
  words: readonly (Word | Assignment)[],
  expansion: Expansion,
): readonly Value[] {
  const { value } = node;
  if (value.type === 'Word' && value.parts?.some((part) => part.type === 'BraceExpansion')) {
    // Braces come first and make several words, each of which is an assignment.
    const written: Word = { ...wordOf(node), parts: value.parts };
    return (expandBraces(written) ?? []).map((word) => expandSingle(word, expansion));
  }
  if (value.type === 'Word' && !node.append && node.index === undefined)
    return [joinWords([literal(`${node.name}=`), expandSingle(value, expansion)], '')];
  const isTable = words.some((word) => /^-[a-z]*A/.test(word.text));
  runAssignment(node, expansion, isTable ? { table: true } : {});
  return [literal(node.name)];
}

function wordOf({ text, pos, end }: Assignment): Word {
  return { type: 'Word', text, value: text, pos, end };
}

/** Texts an alias of the line gives the first word; only an unquoted literal is one. */
function aliasOf(first: Word | Assignment | undefined, state: ShellState): readonly Value[] {
  if (first?.type !== 'Word' || first.parts !== undefined || first.text !== first.value) return [];
  return state.aliases.get(first.text)?.bodies ?? [];
}

/** Behind an alias that ends in a blank the next word may be one too (`alias sudo='sudo '`). */
function withAlias(text: string, words: readonly string[], state: ShellState): readonly string[] {
  const [next, ...rest] = words;
  if (next === undefined || !/\s$/.test(text)) return words;
  const body = state.aliases.get(next)?.bodies.at(-1);
  return body === undefined ? words : [body.text, ...withAlias(body.text, rest, state)];
}

/** Whether aliases count depends on the shell and its options, so both readings are walked. */
function runAliases(
  interpreter: Interpreter,
  bodies: readonly Value[],
  words: readonly (Word | Assignment)[],
  argv: readonly Value[],
  frame: Frame,
  leading: readonly LeadingAssignment[],
): Outcome {
  const { state } = frame;
  const name = words[0]?.text ?? '';
  const rest = words.slice(1).map((word) => word.text);
  const plain = state.fork();
  const ways = [plain];
  const streams: Stream[] = [];
  const site = { level: 'shell', assignments: leading } as const;
  streams.push(interpreter.runWords(argv, { ...frame, state: plain }, site).stdout);
  for (const body of bodies) {
    const way = state.fork();
    way.aliases.set(name, { bodies: [] });
    const text = [body.text, ...withAlias(body.text, rest, state)].join(' ');
    streams.push(runValue(interpreter, { ...body, text }, { ...frame, state: way }).stdout);
    way.aliases.set(name, { bodies });
    ways.push(way);
  }
  state.join(ways);
  return { stdout: { taint: joinAllTaints(streams.map((stream) => stream.taint)) } };
}
