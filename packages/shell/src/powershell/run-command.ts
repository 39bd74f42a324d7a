import { describeWindowsProgram } from '../cmd/windows-programs.ts';
import type { ApiCall } from '../code/interpret/knowledge.ts';
import {
  asWord,
  list,
  type Thing,
  taintOf,
  unknownThing,
  wordsOf,
} from '../code/interpret/thing.ts';
import type { Value } from '../program.ts';
import { joinAllTaints } from '../values/taint.ts';
import { literal } from '../values/value.ts';
import type { Aliases } from './aliases.ts';
import { type Cmdlet, CmdletCall, parameterSpelling, programWords } from './cmdlet.ts';
import { scriptText } from './library.ts';
import { type Downloads, downloadKey } from './network.ts';
import { filePath } from './paths.ts';
import { runProgram } from './programs.ts';
import { CHANGING_VERBS, HARMLESS_VERBS } from './verbs.ts';

/** What decides which command a name stands for. */
export type CommandNames = {
  readonly cmdlets: ReadonlyMap<string, Cmdlet>;
  readonly aliases: Aliases;
  readonly os: 'linux' | 'darwin' | 'win32' | undefined;
  readonly downloads: Downloads;
};

/** Runs the command the reader found: its name, then its arguments. */
export function runCommand(names: CommandNames, call: ApiCall): Thing | undefined {
  const [called, ...args] = call.args;
  const own = call.named.get('function');
  if (called === undefined) return undefined;
  if (called.kind === 'function') return callFunction(call, called, args);
  if (own?.kind === 'function') return callFunction(call, own, args);
  if (called.kind === 'instance' && called.type === 'script') {
    call.runCode(scriptText(called));
    return undefined;
  }
  const meant = own?.kind === 'word' ? [own.value] : wordsOf(called);
  const results = meant.map((name) => runNamed(names, call, name, args));
  return results.length === 1 ? results[0] : unknownThing(joinAllTaints(results.map(taintIn)));
}

function taintIn(thing: Thing | undefined) {
  return thing === undefined ? {} : taintOf(thing);
}

function callFunction(
  call: ApiCall,
  called: Thing & { readonly kind: 'function' },
  args: readonly Thing[],
): Thing {
  const declared = called.node.parameters.slice(2);
  const bound = new Map<string, Thing>();
  const loose: Thing[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === undefined) continue;
    const spelling = parameterSpelling(arg);
    const parameter = declared.find((each) => each.startsWith(`$${spelling}`));
    if (spelling === undefined || parameter === undefined) loose.push(arg);
    else {
      const attached = arg.kind === 'record' ? arg.entries.get('value') : undefined;
      if (attached === undefined) index += 1;
      bound.set(parameter, attached ?? args[index] ?? unknownThing());
    }
  }
  const rest = [...loose];
  const values = declared.map((each) => bound.get(each) ?? rest.shift() ?? unknownThing());
  return call.invoke(called, [call.named.get('|') ?? unknownThing(), list(loose), ...values]);
}

function runNamed(
  names: CommandNames,
  call: ApiCall,
  given: Value,
  args: readonly Thing[],
): Thing | undefined {
  if (!given.known) {
    if (given.taint.remote === undefined) call.findings.unknown('dynamic-code');
    else call.findings.remoteCode(given.taint.remote);
    return unknownThing();
  }
  const spelling = given.text.trim();
  const name = spelling.toLowerCase().replace(/^[\w.]+\\(?=[a-z]+-[a-z]+$)/, '');
  if (names.downloads.has(downloadKey(spelling)))
    call.findings.remoteCode(names.downloads.get(downloadKey(spelling)) ?? '');
  if (/\.ps1$/.test(name) || (call.named.has('.') && /[\\/]/.test(name)))
    return runScriptFile(call, spelling, args);
  const isNative = names.aliases.onWindows.has(name) && names.os !== 'win32';
  const native = isNative ? runNative(call, given, args) : undefined;
  if (isNative && names.os !== undefined) return native;
  const alias = names.aliases.everywhere.get(name) ?? names.aliases.onWindows.get(name);
  const cmdlet = names.cmdlets.get(alias ?? name);
  if (cmdlet !== undefined) return runCmdlet(cmdlet, args, call);
  const verb = /^([a-z]+)-[a-z]\w*$/.exec(alias ?? name)?.[1];
  if (verb === undefined || !(HARMLESS_VERBS.has(verb) || CHANGING_VERBS.has(verb)))
    return native ?? runNative(call, given, args);
  reportCommand(call, spelling, args);
  if (CHANGING_VERBS.has(verb)) call.findings.unknown('dynamic-code');
  return unknownThing(joinAllTaints([...args, ...call.named.values()].map(taintOf)));
}

function runCmdlet(cmdlet: Cmdlet, args: readonly Thing[], call: ApiCall): Thing | undefined {
  reportCommand(call, cmdlet.name, args);
  const bound = new CmdletCall(cmdlet, args, call);
  if (bound.has('whatif')) return unknownThing();
  const given = cmdlet.run(bound);
  return given ?? unknownThing();
}

function runNative(call: ApiCall, given: Value, args: readonly Thing[]): Thing {
  const program = { ...given, text: given.text.replaceAll('\\', '/') };
  const words = args.flatMap(programWords);
  describeWindowsProgram(call.findings, program.text, words);
  return runProgram(call.findings, [program, ...words], call.named.get('|'));
}

function runScriptFile(call: ApiCall, spelling: string, args: readonly Thing[]): undefined {
  const path = filePath(literal(spelling), false).text;
  const words = args.flatMap(programWords).map(({ text }) => text);
  call.findings.script({ path, language: 'powershell', args: words });
  return undefined;
}

function reportCommand(call: ApiCall, name: string, args: readonly Thing[]): void {
  const words = args.filter((arg) => arg.kind !== 'function').flatMap(programWords);
  const text = [name, ...words.map((word) => word.text)].join(' ');
  call.findings.simpleCommand(text);
  call.findings.action('command.run', {
    name,
    args: words,
    flags: words.map((word) => word.text).filter((word) => /^-[A-Za-z]/.test(word)),
    wrappers: [],
    env: [],
    command: text,
  });
}

/** What an expression gives is shown to whoever reads the output. */
export function show(call: ApiCall): undefined {
  call.findings.shows(call.args.flatMap((arg) => [taintOf(arg)]));
  return undefined;
}

/** Output goes to a file instead of being shown. */
export function redirect(call: ApiCall, takesOutput: boolean): Thing {
  const [given, target, append] = call.args;
  const isNull = target?.kind === 'word' && target.constant === null;
  if (target !== undefined && !isNull) {
    const path = filePath(asWord(target), true);
    const text = given === undefined || !takesOutput ? undefined : asWord(given);
    if (!/^(?:nul|\/dev\/null)$/i.test(path.text))
      call.findings.action('file.write', {
        file_path: path,
        ...(text?.known ? { content: text.text } : {}),
        ...(append?.kind === 'word' && append.constant === true ? { append: true } : {}),
      });
  }
  return takesOutput ? unknownThing() : (given ?? unknownThing());
}
