import type { Findings } from '../code/interpret/findings.ts';
import { type Thing, unknownThing } from '../code/interpret/thing.ts';
import type { Surroundings } from '../contract.ts';
import { filePath } from '../powershell/paths.ts';
import { runProgram } from '../powershell/programs.ts';
import type { Taint, Value } from '../program.ts';
import { CLEAN, joinTaints } from '../values/taint.ts';
import { literal } from '../values/value.ts';
import { INTERNAL_COMMANDS } from './internal-commands.ts';
import { HOLE, type Redirection, readWords, splitCommands, wordValue } from './read-line.ts';
import { CmdVariables } from './variables.ts';
import { countWindowsPrograms, describeWindowsProgram } from './windows-programs.ts';

/** Deepest nesting of `if`, `for`, `call` and expanded operators; most commands run. */
const MAX_DEPTH = 16;
const MAX_COMMANDS = 1_000;
/** Longest command cmd takes (KB 830473), and the length of all of them together that is read. */
const MAX_LENGTH = 8_191;
const MAX_CHARACTERS = 512 * 1024;

/**
 * Reads a line or batch file of cmd.exe: every command of it runs, whatever `if` and `for` decide.
 * A name that a variable holds and that is not known is `dynamic-code`.
 */
export function analyseCmd(text: string, findings: Findings, place: Surroundings): void {
  new CmdReader(findings, place).run(text, 0);
}

/** How many commands of cmd and programs of Windows are known. */
export function countCmdCommands(): number {
  return Object.keys(INTERNAL_COMMANDS).length + countWindowsPrograms();
}

class CmdReader {
  readonly #findings: Findings;
  readonly #variables: CmdVariables;
  #commands = 0;
  #characters = 0;

  constructor(findings: Findings, place: Surroundings) {
    this.#findings = findings;
    this.#variables = new CmdVariables(place);
  }

  run(text: string, depth: number): Thing | undefined {
    if (depth > MAX_DEPTH) {
      this.#findings.unknown('dynamic-code');
      return undefined;
    }
    let output: Thing | undefined;
    for (const command of splitCommands(text))
      output = this.#command(command.text, command.piped ? output : undefined, depth);
    return output;
  }

  #command(raw: string, input: Thing | undefined, depth: number): Thing | undefined {
    this.#commands += 1;
    if (this.#commands > MAX_COMMANDS || this.#findings.isFull) {
      this.#findings.unknown('too-many');
      return undefined;
    }
    if (raw.length > MAX_LENGTH) {
      this.#findings.unknown('too-long');
      return undefined;
    }
    const text = raw.replace(/^[@\s(,;=]+/, '');
    if (text === '' || /^(?:rem\b|::?)/i.test(text)) return undefined;
    const flow = this.#flow(text, input, depth);
    if (flow !== undefined) return flow.output;
    const expanded = this.#variables.expand(text);
    this.#characters += expanded.text.length;
    if (this.#characters > MAX_CHARACTERS) {
      this.#findings.unknown('too-many');
      return undefined;
    }
    if (
      expanded.text !== text &&
      /[&|]/.test(expanded.text) &&
      splitCommands(expanded.text).length > 1
    )
      return this.run(expanded.text, depth + 1);
    return this.#simple(expanded.text, expanded.taint, input, depth);
  }

  /** Commands that hold other commands: `if`, `else`, `for`, `call`, `cmd /c` is a program. */
  #flow(
    text: string,
    input: Thing | undefined,
    depth: number,
  ): { readonly output: Thing | undefined } | undefined {
    const branch =
      /^if\s+(?:\/i\s+)?(?:not\s+)?(?:exist\s+(?:"[^"]*"|\S+)|defined\s+\S+|errorlevel\s+\S+|(?:"[^"]*"|[^\s="])+\s*(?:==|equ|neq|lss|leq|gtr|geq)\s*(?:"[^"]*"|\S+))\s*\(?/i.exec(
        text,
      );
    if (branch !== null) return { output: this.run(text.slice(branch[0].length), depth + 1) };
    const other = /^(?:else\b|do\b|call\s+(?!:))\s*\(?/i.exec(text);
    if (other !== null)
      return { output: this.#command(text.slice(other[0].length), input, depth + 1) };
    if (/^for\b/i.test(text)) return { output: this.#loop(text, depth) };
    return undefined;
  }

  /** `for %i in (a b) do …`; the splitter has cut at the bracket that closes the items. */
  #loop(text: string, depth: number): Thing | undefined {
    const head =
      /^for\s+(?:\/[dlrf](?:\s+"[^"]*")?\s+)*(?:"[^"]*"\s+|[^%\s]+\s+)?%%?([a-z])\s+in\s*\(([^)]*)$/i.exec(
        text,
      );
    const variable = head?.[1];
    const items = head?.[2];
    if (variable === undefined || items === undefined) {
      this.#findings.unknown('dynamic-code');
      return undefined;
    }
    const isPlain = !/^for\s+\/[lf]/i.test(text);
    const quoted = /^for\s+\/f\b/i.test(text) ? /^\s*['`](.*)['`]\s*$/.exec(items)?.[1] : undefined;
    if (quoted !== undefined) this.run(quoted, depth + 1);
    const words = isPlain ? readWords(items).words : [];
    // What follows runs with the items as a choice: a name of several is not known.
    const [only] = words;
    const value = words.length === 1 && only !== undefined ? only : common(words);
    this.#variables.set(`%${variable}`, value);
    return undefined;
  }

  #simple(text: string, taint: Taint, input: Thing | undefined, depth: number): Thing | undefined {
    const { words, redirections } = readWords(text);
    const [first, ...rest] = words;
    if (first === undefined) return undefined;
    const internal = /^([a-z]+)(?=[/.\\,;=:]|$)/i.exec(first);
    const name = internal?.[1]?.toLowerCase() ?? '';
    const isInternal = Object.hasOwn(INTERNAL_COMMANDS, name) && !/^\w+\.\w/.test(first);
    const tail = isInternal ? first.slice(name.length) : '';
    const args = (tail === '' ? rest : [tail, ...rest]).map((each) => wordValue(each, taint));
    const output = isInternal
      ? this.#internal(name, args, input, text, depth)
      : this.#program(first, args, input);
    return this.#redirect(redirections, output, taint);
  }

  #internal(
    name: string,
    args: readonly Value[],
    input: Thing | undefined,
    text: string,
    depth: number,
  ): Thing | undefined {
    const findings = this.#findings;
    const line = [name, ...args.map((word) => word.text)].join(' ');
    findings.simpleCommand(line);
    findings.action('command.run', {
      name,
      args,
      flags: args.map((word) => word.text).filter((word) => word.startsWith('/')),
      wrappers: [],
      env: [],
      command: line,
    });
    return INTERNAL_COMMANDS[name]?.({
      findings,
      args: args.flatMap(switches),
      input,
      text: text.slice(name.length),
      set: (variable, value) => this.#variables.set(variable, value),
      run: (inner) => this.run(inner, depth + 1),
    });
  }

  #program(first: string, args: readonly Value[], input: Thing | undefined): Thing | undefined {
    const program = wordValue(first.replaceAll('\\', '/'), CLEAN);
    if (!program.known) {
      this.#findings.unknown('dynamic-code');
      return undefined;
    }
    if (/\.(?:bat|cmd)$/i.test(program.text))
      this.#findings.script({
        path: program.text,
        language: 'cmd',
        args: args.map(({ text }) => text),
      });
    describeWindowsProgram(this.#findings, program.text, args);
    return runProgram(this.#findings, [program, ...args], input);
  }

  #redirect(
    redirections: readonly Redirection[],
    output: Thing | undefined,
    taint: Taint,
  ): Thing | undefined {
    let flowing = output;
    for (const { to, append, input, stream } of redirections) {
      const path = filePath(wordValue(to, taint), false);
      if (/^(?:nul|con|\/dev\/null)$/i.test(path.text)) continue;
      if (input) this.#findings.action('file.read', { file_path: path });
      else {
        const text = output?.kind === 'word' && output.value.known ? output.value.text : undefined;
        this.#findings.action('file.write', {
          file_path: path,
          ...(text === undefined || stream === '2' ? {} : { content: text }),
          ...(append ? { append } : {}),
        });
        if (stream !== '2') flowing = undefined;
      }
    }
    if (flowing?.kind === 'word') this.#findings.shows([joinTaints(taint, flowing.value.taint)]);
    return flowing ?? unknownThing(taint);
  }
}

/** `/s/q` is two switches. */
function switches(word: Value): readonly Value[] {
  if (!word.known || !/^\/\w+(?:[/:]|$)/.test(word.text)) return [word];
  return word.text.split(/(?=\/)/).map((text) => literal(text.toLowerCase(), word.taint));
}

/** What several items have in common: their first letters, the rest not known. */
function common(words: readonly string[]): string {
  const [first = ''] = words;
  let length = first.length;
  for (const word of words)
    while (length > 0 && !word.startsWith(first.slice(0, length))) length -= 1;
  return `${first.slice(0, words.length === 0 ? 0 : length)}${HOLE}`;
}
