import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import { asWord, list, listWords, type Thing, truth, wordOf } from '../../interpret/thing.ts';
import { aside, copiesProcess, deletes, feeds, runsFileAt, runsLine, started } from '../entries.ts';

/** `spawn(file, args, { shell })`. */
function spawn(call: ApiCall): Thing {
  const options = call.args.find((arg) => arg.kind === 'record');
  const shell = options?.kind === 'record' ? truth(options.entries.get('shell')) : false;
  const cwd = options?.kind === 'record' ? options.entries.get('cwd') : undefined;
  const folder = cwd === undefined ? undefined : asWord(cwd);
  const input = options?.kind === 'record' ? options.entries.get('input') : undefined;
  const stdin = input === undefined ? undefined : asWord(input);
  const [first, second] = call.args;
  // Bun and Deno take all words as one list, which may stand among the options.
  const all = first?.kind === 'record' ? first.entries.get('cmd') : first;
  const whole = all === undefined ? undefined : listWords(all);
  if (all !== undefined && whole !== undefined) {
    call.findings.argv(whole, folder, stdin);
    return started(all);
  }
  const words = [call.word(0), ...(second === undefined ? [] : (listWords(second) ?? []))];
  if (shell !== false) {
    const line = { ...call.word(0), ...joined(words) };
    call.findings.line(line, folder, stdin);
    return started(wordOf(line));
  }
  call.findings.argv(words, folder, stdin);
  return started(list(words.map(wordOf)));
}

/** `exec(line, { input })`. */
function execLine(call: ApiCall): Thing {
  const input = call.option(1, 'input');
  const cwd = call.option(1, 'cwd');
  const folder = cwd === undefined ? undefined : asWord(cwd);
  for (const text of call.words(0))
    call.findings.line(text, folder, input === undefined ? undefined : asWord(input));
  return started(call.need(0));
}

/** `execa('file', words)`, `` execa`words of a line` ``. */
function execa(call: ApiCall): Thing {
  const [first, second] = call.args;
  const isTemplate = second === undefined && first !== undefined && /\s/.test(asWord(first).text);
  return isTemplate ? execLine(call) : spawn(call);
}

function joined(words: readonly { readonly text: string; readonly known: boolean }[]): {
  readonly text: string;
  readonly known: boolean;
} {
  return {
    text: words.map((each) => each.text).join(' '),
    known: words.every((each) => each.known),
  };
}

/** Programs and processes: `child_process`, `execa`, `Bun.spawn`. */
export const JAVASCRIPT_PROCESSES: { readonly [name: string]: ApiEntry } = {
  'child_process.exec': aside(execLine),
  'child_process.execSync': execLine,
  'child_process.spawn': aside(spawn),
  'child_process.spawnSync': spawn,
  'child_process.execFile': aside(spawn),
  'child_process.execFileSync': spawn,
  'child_process.fork': aside((call) => {
    for (const path of call.words(0)) runsFileAt(call, path);
    return undefined;
  }),
  'cluster.fork': copiesProcess,
  'process#write': feeds,
  'process#end': (call) => (call.args.length === 0 ? undefined : feeds(call)),
  'execa.execa': execa,
  execa,
  'execa.$': execLine,
  'bun.$': execLine,
  'Bun.$': execLine,
  'zx.$': execLine,
  'execa.execaCommand': runsLine(0),
  'execa.command': runsLine(0),
  'execa.sync': execa,
  'cross-spawn': spawn,
  'cross-spawn.spawn': spawn,
  'cross-spawn.sync': spawn,
  'shelljs.exec': runsLine(0),
  'shelljs.rm': (call) => deletes(call.args.length - 1, { recursive: true })(call),
  'Bun.spawn': aside(spawn),
  'Bun.spawnSync': spawn,
  'Deno.Command': (call) => {
    const args = call.option(1, 'args');
    call.findings.argv([call.word(0), ...(args === undefined ? [] : (listWords(args) ?? []))]);
    return undefined;
  },
  'Deno.run': (call) => {
    const command = call.option(0, 'cmd');
    if (command !== undefined) call.findings.argv(listWords(command) ?? []);
    return undefined;
  },
  'process.kill': (call) => {
    const target = call.word(0);
    call.findings.action('system.process', {
      verb: 'kill',
      target,
      broad: target.known && Number(target.text) <= 1,
    });
    return undefined;
  },
};
