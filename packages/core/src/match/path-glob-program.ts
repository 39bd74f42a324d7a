import { type GlobClass, parseGlobClass } from './path-glob-class.ts';

/**
 * One step of a compiled path glob. `fork` also continues at `to`, `jump` only there; `more` holds
 * where text is left; the others read one unit or a run of them.
 */
export type Instruction =
  | { readonly kind: 'unit'; readonly unit: number }
  | { readonly kind: 'class'; readonly glob: GlobClass }
  | { readonly kind: 'any' | 'star' | 'globstar' | 'more' | 'end' }
  | { readonly kind: 'fork' | 'jump'; to: number };

/** A compiled path glob: a non-deterministic automaton. */
export type Program = readonly Instruction[];

const SLASH = 47;

/**
 * Compiles a path glob of micromatch's dialect (`dot`, no braces, no extglobs, no negation) as
 * picomatch 2.3.2 reads it. Total: what the dialect has no meaning for stands for itself.
 */
export function compileProgram(pattern: string): Program {
  const compiler = new Compiler(pattern);
  compiler.run();
  return compiler.program;
}

class Compiler {
  readonly program: Instruction[] = [];
  readonly #pattern: string;
  #index = 0;
  /** What the current token follows, and what the last slash followed: `**` looks back that far. */
  #last: 'start' | 'slash' | 'star' | 'class' | 'text' = 'start';
  #beforeSlash: 'start' | 'star' | 'other' = 'start';

  constructor(pattern: string) {
    this.#pattern = pattern;
    while (pattern.startsWith('./', this.#index)) this.#index += 2;
  }

  run(): void {
    while (this.#index < this.#pattern.length) this.#token();
    if (this.#last === 'star' || this.#last === 'class') {
      const fork = this.#fork();
      this.#unit(SLASH);
      this.#land(fork);
    }
    this.program.push({ kind: 'end' });
  }

  #token(): void {
    const char = this.#pattern[this.#index];
    if (char === '*') this.#stars();
    else if (char === '?') this.#one({ kind: 'any' });
    else if (char === '[') this.#bracket();
    else if (char === '\\' && this.#index + 1 < this.#pattern.length) {
      this.#index += 1;
      this.#literal();
    } else this.#literal();
  }

  #literal(): void {
    const unit = this.#pattern.charCodeAt(this.#index);
    if (unit === SLASH) {
      this.#beforeSlash = this.#last === 'start' || this.#last === 'star' ? this.#last : 'other';
      this.#unit(SLASH);
      this.#index += 1;
      this.#last = 'slash';
    } else this.#one({ kind: 'unit', unit });
  }

  #one(instruction: Instruction): void {
    this.program.push(instruction);
    this.#index += 1;
    this.#last = 'text';
  }

  #bracket(): void {
    const glob = parseGlobClass(this.#pattern, this.#index);
    if (glob === undefined) {
      this.#literal();
      return;
    }
    if (glob.literal === undefined) this.program.push({ kind: 'class', glob });
    else {
      const fork = this.#fork();
      this.program.push({ kind: 'class', glob });
      const jump: Instruction = { kind: 'jump', to: 0 };
      this.program.push(jump);
      this.#land(fork);
      for (const char of glob.literal.split('')) this.#unit(char.charCodeAt(0));
      this.#land(jump);
    }
    this.#index = glob.end;
    this.#last = 'class';
  }

  #stars(): void {
    const begin = this.#index;
    while (this.#pattern[this.#index] === '*') this.#index += 1;
    const opensSegment = this.#last === 'start' || this.#last === 'slash';
    const next = this.#pattern[this.#index];
    if (opensSegment && this.#index - begin === 2 && (next === undefined || next === '/')) {
      this.#globstar();
      return;
    }
    if (opensSegment && this.#index - begin === 1) this.program.push({ kind: 'more' });
    this.program.push({ kind: 'star' });
    this.#last = 'star';
  }

  /** A whole segment `**`: none, one or several folders, with picomatch's exceptions. */
  #globstar(): void {
    this.#skipRepeats();
    const atEnd = this.#index >= this.#pattern.length;
    // `/**/x` wants a folder before x, `a*/**` the slash.
    const opensRoot = this.#last === 'slash' && this.#beforeSlash === 'start';
    if (!atEnd && !opensRoot) {
      this.#optionalFolders();
      return;
    }
    const optionalSlash = this.#last === 'slash' && this.#beforeSlash === 'other';
    if (optionalSlash) this.program.pop();
    const fork = optionalSlash ? this.#fork() : undefined;
    if (optionalSlash) this.#unit(SLASH);
    this.program.push({ kind: 'globstar' });
    if (fork !== undefined) this.#land(fork);
    this.#last = 'text';
  }

  /** `(any folders, slash) or nothing`; takes the slash that follows `**`. */
  #optionalFolders(): void {
    const fork = this.#fork();
    this.program.push({ kind: 'globstar' });
    this.#unit(SLASH);
    this.#land(fork);
    this.#index += 1;
    this.#last = 'slash';
    this.#beforeSlash = 'other';
  }

  #skipRepeats(): void {
    while (
      this.#pattern.startsWith('/**', this.#index) &&
      (this.#pattern[this.#index + 3] === undefined || this.#pattern[this.#index + 3] === '/')
    ) {
      this.#index += 3;
    }
  }

  #unit(unit: number): void {
    this.program.push({ kind: 'unit', unit });
  }

  #fork(): { readonly kind: 'fork'; to: number } {
    const fork: { readonly kind: 'fork'; to: number } = { kind: 'fork', to: 0 };
    this.program.push(fork);
    return fork;
  }

  #land(origin: { to: number }): void {
    origin.to = this.program.length;
  }
}
