import type { Findings } from '../code/interpret/findings.ts';
import type { ApiCall } from '../code/interpret/knowledge.ts';
import { asWord, type Thing, truth, wordsOf } from '../code/interpret/thing.ts';
import type { Value } from '../program.ts';
import { joinWords, unknownValue } from '../values/value.ts';
import { PARAMETER } from './commands.ts';
import { filePath } from './paths.ts';

/** What a cmdlet does; gives its output, the same as what flows in when it gives nothing. */
export type CmdletEntry = (call: CmdletCall) => Thing | undefined;

/**
 * Knowledge about one cmdlet. `parameters` are its names in lower case, a switch ending in `!`,
 * another name for the one before it beginning with `=`; those of `positions` may stand without
 * their name, in that order, the last taking what is left.
 */
export type Cmdlet = {
  readonly name: string;
  readonly parameters: string;
  readonly positions: string;
  readonly run: CmdletEntry;
};

/** Parameters that every cmdlet has (about_CommonParameters), with their other names. */
const COMMON =
  'whatif! =wi confirm! =cf verbose! =vb debug! =db erroraction =ea warningaction =wa informationaction =infa progressaction =proga errorvariable =ev warningvariable =wv informationvariable =iv outvariable =ov outbuffer =ob pipelinevariable =pv';

type Parameter = { readonly name: string; readonly isSwitch: boolean };

/** A call of a cmdlet with its arguments bound to parameters, as PowerShell binds them. */
export class CmdletCall {
  /** What flows in from the pipeline. */
  readonly input: Thing | undefined;
  readonly api: ApiCall;
  readonly findings: Findings;
  readonly #bound = new Map<string, Thing[]>();

  constructor(cmdlet: Cmdlet, args: readonly Thing[], api: ApiCall) {
    this.api = api;
    this.findings = api.findings;
    this.input = api.named.get('|');
    this.#bind(cmdlet, args);
  }

  has(name: string): boolean {
    const [given] = this.#bound.get(name) ?? [];
    return given !== undefined && truth(given) !== false;
  }

  value(...names: readonly string[]): Thing | undefined {
    for (const name of names) {
      const [given] = this.#bound.get(name) ?? [];
      if (given !== undefined) return given;
    }
    return undefined;
  }

  /** Every value given to any of the parameters, elements and alternatives apart. */
  words(...names: readonly string[]): readonly Value[] {
    return names.flatMap((name) => (this.#bound.get(name) ?? []).flatMap(elements));
  }

  text(...names: readonly string[]): string | undefined {
    const given = this.value(...names);
    const word = given === undefined ? undefined : asWord(given);
    return word?.known ? word.text : undefined;
  }

  /** Paths given by these parameters, or by the pipeline when none is. */
  paths(...names: readonly string[]): readonly Value[] {
    const given = names.flatMap((name) =>
      this.words(name).map((word) => filePath(word, name !== 'literalpath')),
    );
    if (given.length > 0 || this.input === undefined) return given;
    return elements(this.input).map((word) => filePath(word, true));
  }

  #bind(cmdlet: Cmdlet, args: readonly Thing[]): void {
    const parameters = parametersOf(cmdlet);
    const positions = cmdlet.positions.split(' ').filter((position) => position !== '');
    const loose: Thing[] = [];
    for (let index = 0; index < args.length; index += 1) {
      const arg = args[index];
      if (arg === undefined) continue;
      const spelling = parameterSpelling(arg);
      if (spelling === undefined) {
        if (!this.#bindSplat(arg, parameters)) loose.push(arg);
        continue;
      }
      const found = findParameter(parameters, spelling);
      const attached = arg.kind === 'record' ? arg.entries.get('value') : undefined;
      if (attached !== undefined) this.#add(found?.name ?? spelling, attached);
      else if (found === undefined || found.isSwitch) this.#add(found?.name ?? spelling, SET);
      else {
        index += 1;
        this.#add(found.name, args[index] ?? SET);
      }
    }
    const free = positions.filter((position) => !this.#bound.has(position));
    for (const [index, thing] of loose.entries())
      this.#add(free[Math.min(index, free.length - 1)] ?? 'rest', thing);
  }

  #bindSplat(arg: Thing, parameters: ReadonlyMap<string, Parameter>): boolean {
    const splat = arg.kind === 'record' ? arg.entries.get('splat') : undefined;
    if (splat === undefined) return false;
    if (splat.kind !== 'record') {
      this.findings.unknown('dynamic-code');
      return true;
    }
    for (const [key, thing] of splat.entries)
      this.#add(findParameter(parameters, key)?.name ?? key, thing);
    return true;
  }

  #add(name: string, thing: Thing): void {
    const list = this.#bound.get(name) ?? [];
    this.#bound.set(name, list);
    list.push(thing);
  }
}

const SET: Thing = {
  kind: 'word',
  value: { text: 'true', known: true, taint: {} },
  constant: true,
};

/** The name a parameter word has, in lower case; `undefined` for any other argument. */
export function parameterSpelling(arg: Thing): string | undefined {
  const spelling = arg.kind === 'record' ? arg.entries.get(PARAMETER) : undefined;
  return spelling === undefined ? undefined : asWord(spelling).text.slice(1).toLowerCase();
}

/** Most elements, those of lists in the list included, that are told apart. */
const MAX_ELEMENTS = 4_096;

/** The elements of a list and the alternatives of a choice as words. */
export function elements(thing: Thing): readonly Value[] {
  if (thing.kind === 'list' && thing.size > MAX_ELEMENTS) return [unknownValue(thing.taint)];
  if (thing.kind === 'list') return thing.items.flatMap(elements);
  if (thing.kind === 'choice') return thing.options.flatMap(elements);
  return wordsOf(thing);
}

/** An argument as a program started by PowerShell gets it: one word or several. */
export function programWords(arg: Thing): readonly Value[] {
  if (arg.kind !== 'record') return elements(arg);
  const spelling = arg.entries.get(PARAMETER);
  const attached = arg.entries.get('value');
  if (spelling === undefined) return elements(arg.entries.get('splat') ?? arg);
  const word = asWord(spelling);
  if (attached === undefined) return [word];
  return [joinWords([{ ...word, text: `${word.text}:` }, asWord(attached)], '')];
}

const PARAMETERS = new WeakMap<Cmdlet, ReadonlyMap<string, Parameter>>();

function parametersOf(cmdlet: Cmdlet): ReadonlyMap<string, Parameter> {
  const known = PARAMETERS.get(cmdlet) ?? readParameters(cmdlet);
  PARAMETERS.set(cmdlet, known);
  return known;
}

function readParameters(cmdlet: Cmdlet): ReadonlyMap<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  let last: Parameter | undefined;
  for (const item of `${cmdlet.parameters} ${COMMON}`.split(' ')) {
    if (item === '') continue;
    if (item.startsWith('=')) {
      if (last !== undefined) parameters.set(item.slice(1), last);
      continue;
    }
    last = { name: item.replace('!', ''), isSwitch: item.endsWith('!') };
    if (!parameters.has(last.name)) parameters.set(last.name, last);
  }
  return parameters;
}

/** A parameter by its name, another name of it, or a beginning; its own before the common ones. */
function findParameter(
  parameters: ReadonlyMap<string, Parameter>,
  spelling: string,
): Parameter | undefined {
  const exact = parameters.get(spelling);
  if (exact !== undefined) return exact;
  for (const [name, parameter] of parameters) if (name.startsWith(spelling)) return parameter;
  return undefined;
}
