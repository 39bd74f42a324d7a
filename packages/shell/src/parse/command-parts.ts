import { type Assignment, type Command, parse, type Redirection, type Word } from 'unbash';

/** A simple command sorted into what bash sees. */
export type CommandParts = {
  readonly assignments: readonly Assignment[];
  /** Words after the leading assignments; those of `declare x=1` may be assignments. */
  readonly words: readonly (Word | Assignment)[];
  readonly redirections: readonly Redirection[];
};

const ASSIGNMENT_START = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;

/**
 * The parts of a simple command. unbash 6.0.4 ends a word where a process substitution starts or
 * ends, so that in `A=<(true) rm x` the substitution becomes the command's name; pieces without a
 * blank between them are put together again here.
 */
export function commandParts(command: Command): CommandParts {
  const { prefix, name, suffix } = command;
  if (name === undefined || !hasSubstitutionWord(command))
    return {
      assignments: prefix.filter((part) => part.type === 'Assignment'),
      words: [...(name === undefined ? [] : [name]), ...suffix.filter(isArgument)],
      redirections: command.redirects,
    };
  const assignments: Assignment[] = [];
  const words: (Word | Assignment)[] = [];
  const before = prefix.filter((part) => part.type === 'Assignment');
  for (const piece of glue([...before, name, ...suffix.filter(isArgument)])) {
    const leading = words.length === 0 ? asAssignment(piece) : undefined;
    if (leading === undefined) words.push(piece);
    else assignments.push(leading);
  }
  return { assignments, words, redirections: command.redirects };
}

/** Words of a list (`for x in …`, an array) with pieces that belong together put together. */
export function gluedWords(words: readonly Word[]): readonly Word[] {
  if (!words.some(startsWithSubstitution)) return words;
  return glue(words).filter((piece) => piece.type === 'Word');
}

function isArgument(part: Word | Assignment | Redirection): part is Word | Assignment {
  return part.type === 'Word' || part.type === 'Assignment';
}

function hasSubstitutionWord({ name, suffix }: Command): boolean {
  return (
    (name !== undefined && startsWithSubstitution(name)) ||
    suffix.some((part) => part.type === 'Word' && startsWithSubstitution(part))
  );
}

function startsWithSubstitution(word: Word): boolean {
  return /^[<>]\(/.test(word.text);
}

function glue(pieces: readonly (Word | Assignment)[]): readonly (Word | Assignment)[] {
  const glued: (Word | Assignment)[] = [];
  for (const piece of pieces) {
    const before = glued.at(-1);
    if (before === undefined || before.end !== piece.pos || piece.type !== 'Word') {
      glued.push(piece);
      continue;
    }
    glued.pop();
    glued.push(before.type === 'Word' ? joined(before, piece) : extended(before, piece));
  }
  return glued;
}

function extended(assignment: Assignment, piece: Word): Assignment {
  if (assignment.value.type !== 'Word') return assignment;
  const { name, append, index, pos } = assignment;
  return {
    type: 'Assignment',
    text: assignment.text + piece.text,
    name,
    append,
    index,
    pos,
    end: piece.end,
    value: joined(assignment.value, piece),
  };
}

function joined(first: Word, second: Word): Word {
  return {
    type: 'Word',
    text: first.text + second.text,
    value: first.value + second.value,
    pos: first.pos,
    end: second.end,
    parts: [...partsOf(first), ...partsOf(second)],
  };
}

function partsOf(word: Word): NonNullable<Word['parts']> {
  if (word.parts !== undefined) return word.parts;
  const { pos, end, text, value } = word;
  return text === '' ? [] : [{ type: 'Literal', pos, end, text, value }];
}

/** A word in the place of a leading assignment that the parser took for an argument. */
function asAssignment(piece: Word | Assignment): Assignment | undefined {
  if (piece.type === 'Assignment') return piece;
  if (!ASSIGNMENT_START.test(piece.text)) return undefined;
  const command = parse(piece.text).commands[0]?.command;
  const first = command?.type === 'Command' ? command.prefix[0] : undefined;
  return first?.type === 'Assignment' ? first : undefined;
}
