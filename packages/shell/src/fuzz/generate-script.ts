import { generateWord, type WordContext } from './generate-word.ts';
import { Random } from './random.ts';

/** Deepest that generated commands nest. */
const MAX_DEPTH = 5;

/**
 * A random bash script made of commands that do not exist, disguised the ways shells allow: quoting,
 * variables, functions, substitutions, `eval`, loops, traps, redirections. The same seed gives the
 * same script. Running it in an empty folder without a PATH changes nothing.
 */
export function generateScript(seed: number): string {
  const generator = new ScriptGenerator(new Random(seed));
  const { random } = generator;
  // Most are small, so that what goes wrong can be read.
  const depth = random.pick([4, 4, 3, 3, 2, 1]);
  const count = 1 + random.below(3);
  const statements = Array.from({ length: count }, () => generator.statement(depth));
  return [generator.definitions(), ...statements].join(generator.separator());
}

class ScriptGenerator implements WordContext {
  readonly random: Random;
  #marker = 0;

  constructor(random: Random) {
    this.random = random;
  }

  /** A name no other command of the script has. */
  marker(): string {
    this.#marker += 1;
    return `c${this.random.pick(['a', 'b', 'k', 'z'])}${this.#marker}`;
  }

  /** A loop with a counter nothing else touches. */
  countedLoop(depth: number): string {
    const counter = `n${this.marker()}`;
    const head = this.random.pick([`while ((${counter}++ < 2))`, `until ((${counter}++ > 1))`]);
    return `${counter}=0; ${head}; do ${this.list(depth + 1)}; done`;
  }

  /** Says of every variable of the script what it holds, so that none comes from outside. */
  definitions(): string {
    const { random } = this;
    const scalars = [0, 1, 2, 3].map((index) =>
      random.chance(0.3) ? `unset v${index}` : `v${index}=${this.word(MAX_DEPTH)}`,
    );
    const arrays = [0, 1, 2, 3].map((index) => `a${index}=(${this.words(MAX_DEPTH, 2)})`);
    return [...scalars, ...arrays].join('; ');
  }

  separator(): string {
    return this.random.pick(['\n', '; ', '\n\n']);
  }

  statement(depth: number): string {
    if (depth >= MAX_DEPTH) return this.simple(depth);
    const { random } = this;
    const roll = random.below(46);
    switch (roll) {
      case 0:
        return `if ${this.condition(depth)}; then ${this.list(depth + 1)}; else ${this.list(depth + 1)}; fi`;
      case 1:
        return `for v${random.below(4)} in ${this.words(depth, 3)}; do ${this.list(depth + 1)}; done`;
      case 2:
        return this.countedLoop(depth);
      case 3:
        return `case ${this.word(depth)} in ${this.word(depth)}) ${this.list(depth + 1)};${random.pick([';', ';', '&'])} *) ${this.list(depth + 1)};; esac`;
      case 4:
        return `( ${this.list(depth + 1)} )`;
      case 5:
        return `{ ${this.list(depth + 1)}; }${this.redirection(depth)}`;
      case 6: {
        const name = `f${random.below(3)}`;
        return `${name}() { ${this.list(depth + 1)}; }; ${name} ${this.words(depth, 2)}`;
      }
      case 7:
        return `f${random.below(3)} ${this.words(depth, 2)}`;
      case 8:
        return `${this.statement(depth + 1)} | ${this.statement(depth + 1)}`;
      case 9:
        return `${this.statement(depth + 1)} && ${this.statement(depth + 1)}`;
      case 10:
        return `${this.statement(depth + 1)} || ${this.statement(depth + 1)}`;
      case 11:
        return `eval ${this.quoted(this.list(depth + 1))}`;
      case 12:
        return `eval "${this.list(depth + 1).replace(/["\\`$]/g, '\\$&')}"`;
      case 13:
        return `trap ${this.quoted(this.list(depth + 1))} EXIT`;
      case 14:
        return `${this.simple(depth)} <<E\n${this.word(depth)} $(${this.simple(depth + 1)}) ${'`'}${this.marker()}${'`'}\nE\n:`;
      case 15:
        return `source /dev/stdin <<'E'\n${this.list(depth + 1).replace(/^E$/gm, '')}\nE\n:`;
      case 16:
        return `while read -r v${random.below(4)} v${random.below(4)}; do ${this.list(depth + 1)}; done <<< ${this.word(depth)}`;
      case 17:
        return `[[ ${this.word(depth)} == ${this.word(depth)} && -n $(${this.simple(depth + 1)}) ]]`;
      case 18:
        return `(( x = $(${this.simple(depth + 1)}; echo 1) + ${random.below(9)} ))`;
      case 19:
        return `cat${this.marker()} <(${this.list(depth + 1)}) >(${this.simple(depth + 1)})`;
      case 20:
        return `set -- ${this.words(depth, 3)}; ${this.statement(depth + 1)}`;
      case 21:
        return `shift; ${this.statement(depth + 1)}`;
      case 22:
        return `! ${this.simple(depth)}`;
      case 23:
        return `time ${this.simple(depth)}`;
      case 24:
        return this.countedLoop(depth);
      default:
        return roll < 36 ? this.rarer(roll - 25, depth) : this.leaf(depth);
    }
  }

  /** Forms a person writes less often. */
  rarer(roll: number, depth: number): string {
    const { random } = this;
    switch (roll) {
      case 0:
        return `{ ${this.statement(depth + 1)}; } & wait`;
      case 1:
        return `${this.simple(depth)} |& ${this.simple(depth)}`;
      case 2:
        return `function f${random.below(3)} { ${this.list(depth + 1)}; }`;
      case 3:
        return `declare -A m=([k]=${this.word(depth)} [j]=${this.word(depth)}); ${this.simple(depth)} "\${m[k]}" \${m[j]}`;
      case 4:
        return `r=v${random.below(4)}; ${this.simple(depth)} \${!r} "\${!r}"`;
      case 5:
        return `${this.simple(depth)} <<-E\n\t${this.word(depth)}\n\tE\n:`;
      case 6:
        return `# ${this.marker()} ${this.marker()}\n${this.simple(depth)}`;
      case 7:
        return `exec 5< <(echo ${this.word(depth)}); read -r v${random.below(4)} <&5; exec 5<&-`;
      case 8:
        return `coproc { ${this.list(depth + 1)}; }; wait`;
      case 9:
        return `printf '%s\\n' ${this.words(depth, 3)} | while read -r v${random.below(4)}; do ${this.list(depth + 1)}; done`;
      default:
        return `unset -f f${random.below(3)}; trap - EXIT; ${this.statement(depth + 1)}`;
    }
  }

  /** Statements that hold no others. */
  leaf(depth: number): string {
    const { random } = this;
    const name = random.below(4);
    switch (random.below(20)) {
      case 0:
        return `v${name}=${this.word(depth)}`;
      case 1:
        return `v${name}+=${this.word(depth)}`;
      case 2:
        return `a${name}=(${this.words(depth, 3)})`;
      case 3:
        return `a${name}+=(${this.word(depth)}); a${name}[${random.below(3)}]=${this.word(depth)}`;
      case 4:
        return `export v${name}=${this.word(depth)}`;
      case 5:
        return `declare ${random.pick(['-u', '-l', '-x', '-g', '--'])} v${name}=${this.word(depth)}`;
      case 6:
        return `read -r v${name} <<< ${this.word(depth)}`;
      case 7:
        return `printf -v v${name} ${random.pick(['%s', '%s%s', "'%b'", 'x%sy'])} ${this.words(depth, 2)}`;
      case 8:
        return `unset ${random.pick(['-v ', ''])}v${name}`;
      case 9:
        return `IFS=${random.pick([':', 'a', '", "', "$' \\t\\n'"])}`;
      case 10:
        return `local v${name}=${this.word(depth)} 2>/dev/null`;
      case 11:
        return `${random.pick(['return', 'break', 'continue', 'exit'])}`;
      case 12:
        return `declare -n v3=v${random.below(3)}; ${this.simple(depth)}; unset -n v3`;
      case 13:
        return `mapfile -t a${name} <<< ${this.word(depth)}`;
      default:
        return this.simple(depth);
    }
  }

  /** A command that bash looks for and does not find, or a builtin that runs one. */
  simple(depth: number): string {
    const { random } = this;
    const prefix = random.chance(0.15) ? `v${random.below(4)}=${this.word(depth)} ` : '';
    const wrapper = random.chance(0.1)
      ? random.pick(['command ', 'builtin command ', 'eval '])
      : '';
    const name = this.name(depth);
    const redirection = random.chance(0.2) ? this.redirection(depth) : '';
    const before = random.chance(0.05) ? `${this.redirection(depth).trim()} ` : '';
    return `${prefix}${before}${wrapper}${name} ${this.words(depth, 3)}${redirection}`;
  }

  name(depth: number): string {
    if (this.random.chance(0.06)) return `A=<(${this.marker()}) ${this.marker()}`;
    if (this.random.chance(0.15)) return this.word(depth);
    return this.disguised(this.marker());
  }

  list(depth: number): string {
    const count = 1 + this.random.below(2);
    return Array.from({ length: count }, () => this.statement(depth)).join('\n');
  }

  words(depth: number, most: number): string {
    return Array.from({ length: this.random.below(most + 1) }, () => this.word(depth)).join(' ');
  }

  word(depth: number): string {
    return generateWord(this, depth);
  }

  disguised(text: string): string {
    const { random } = this;
    return [...text]
      .map((character) => {
        switch (random.below(12)) {
          case 0:
            return `'${character}'`;
          case 1:
            return `"${character}"`;
          case 2:
            return `\\${character}`;
          case 3:
            return `$'\\x${character.charCodeAt(0).toString(16)}'`;
          case 4:
            return `''${character}`;
          case 5:
            return `\\\n${character}`;
          default:
            return character;
        }
      })
      .join('');
  }

  condition(depth: number): string {
    return this.random.pick(['true', 'false', this.simple(depth), '[ -n x ]', '((0))']);
  }

  redirection(depth: number): string {
    const { random } = this;
    switch (random.below(8)) {
      case 0:
        return ' >/dev/null';
      case 1:
        return ' 2>&1';
      case 2:
        return ' 3>&1 4>&3';
      case 3:
        return ` <<< ${this.word(depth)}`;
      case 4:
        return ` < <(${this.simple(depth + 1)})`;
      case 5:
        return ` > >(${this.simple(depth + 1)})`;
      case 6:
        return ' &>/dev/null';
      default:
        return ' >&2';
    }
  }

  quoted(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
  }
}
