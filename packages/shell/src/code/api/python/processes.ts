import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import {
  asWord,
  instance,
  listWords,
  type Thing,
  truth,
  unknownThing,
  wordsOf,
} from '../../interpret/thing.ts';
import { aside, copiesProcess, feeds, nativeCalls, runsLine, started } from '../entries.ts';

/** `subprocess.run(args, shell=…)` and its family. */
function subprocess(call: ApiCall): Thing {
  const command = call.need(0, 'args');
  const shell = truth(call.arg(8, 'shell'));
  const cwd = call.arg(9, 'cwd');
  const folder = cwd === undefined ? undefined : asWord(cwd);
  const input = call.named.get('input');
  const stdin = input === undefined ? undefined : asWord(input);
  const options = command.kind === 'choice' ? command.options : [command];
  for (const option of options) {
    const words = listWords(option);
    const [first] = words ?? [];
    if (words !== undefined && shell === false) call.findings.argv(words, folder, stdin);
    else if (words !== undefined && first !== undefined) call.findings.line(first, folder, stdin);
    else for (const text of wordsOf(option)) call.findings.line(text, folder, stdin);
  }
  return started(command);
}

/** `kill(pid, signal)`; below 2 it is not one process. */
function kills(call: ApiCall): undefined {
  const target = call.word(0);
  call.findings.action('system.process', {
    verb: 'kill',
    target,
    broad: target.known && Number(target.text) <= 1,
  });
}

function execProgram(listAt: number | undefined): ApiEntry {
  return (call) => {
    const program = call.word(0);
    const args =
      listAt === undefined ? call.args.slice(1).map(asWord) : (listWords(call.need(listAt)) ?? []);
    // The words begin with the name the program is to see for itself.
    call.findings.argv([program, ...args.slice(1)]);
    return undefined;
  };
}

/** `os.spawnl(mode, file, name, …)`: the words begin with the name the program is to see. */
function spawnWords(call: ApiCall): undefined {
  call.findings.argv([call.word(1), ...call.args.slice(3).map(asWord)]);
}

function spawnList(call: ApiCall): undefined {
  call.findings.argv([call.word(1), ...(listWords(call.need(2)) ?? []).slice(1)]);
}

const SUBPROCESS = ['run', 'call', 'check_call', 'check_output', 'Popen'];

/** Programs and processes: `subprocess`, `os.exec…`, threads, the C library. */
export const PYTHON_PROCESSES: { readonly [name: string]: ApiEntry } = {
  ...Object.fromEntries(SUBPROCESS.map((name) => [`subprocess.${name}`, subprocess])),
  'subprocess.Popen': aside(subprocess),
  'process#communicate': feeds,
  'process#write': feeds,
  'multiprocessing.Process': aside(() => undefined),
  'threading.Thread': aside(() => undefined),
  '_thread.start_new_thread': aside(() => undefined),
  'invoke.run': runsLine(0),
  'fabric.Connection': () => instance('fabric', unknownThing()),
  'fabric#local': runsLine(0),
  // Paramiko runs it on another machine.
  '?#exec_command': runsLine(0),
  ...nativeCalls('native'),
  'native#LoadLibrary': (call) => call.receiver,
  'ctypes.CDLL': () => instance('native', unknownThing()),
  'ctypes.PyDLL': () => instance('native', unknownThing()),
  'ctypes.cdll.LoadLibrary': () => instance('native', unknownThing()),
  'subprocess.getoutput': runsLine(0),
  'subprocess.getstatusoutput': runsLine(0),
  'os.system': runsLine(0),
  'os.popen': runsLine(0),
  'commands.getoutput': runsLine(0),
  'asyncio.create_subprocess_shell': runsLine(0),
  'asyncio.create_subprocess_exec': (call) => {
    call.findings.argv(call.args.map(asWord));
    return undefined;
  },
  'os.execv': execProgram(1),
  'os.execve': execProgram(1),
  'os.execvp': execProgram(1),
  'os.execvpe': execProgram(1),
  'os.execl': execProgram(undefined),
  'os.execlp': execProgram(undefined),
  'os.spawnl': spawnWords,
  'os.spawnv': spawnList,
  'os.posix_spawn': execProgram(1),
  'os.posix_spawnp': execProgram(1),
  ...Object.fromEntries(
    ['os.spawnlp', 'os.spawnle', 'os.spawnlpe'].map((name) => [name, spawnWords]),
  ),
  ...Object.fromEntries(
    ['os.spawnvp', 'os.spawnve', 'os.spawnvpe'].map((name) => [name, spawnList]),
  ),
  'pty.spawn': (call) => {
    const words = listWords(call.need(0)) ?? [call.word(0)];
    call.findings.argv(words);
    return undefined;
  },
  'os.kill': kills,
  'os.killpg': kills,
  'os.fork': copiesProcess,
  'os.forkpty': copiesProcess,
  'pty.fork': copiesProcess,
};
