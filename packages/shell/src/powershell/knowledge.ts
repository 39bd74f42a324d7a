import {
  type ApiCall,
  type ApiEntry,
  environmentTaint,
  type Knowledge,
} from '../code/interpret/knowledge.ts';
import {
  constant,
  instance,
  type Thing,
  unknownThing,
  word,
  wordOf,
} from '../code/interpret/thing.ts';
import type { Surroundings } from '../contract.ts';
import { builtinAliases } from './aliases.ts';
import { type Cmdlet, type CmdletCall, elements } from './cmdlet.ts';
import { cmdlet, ITEM_CMDLETS } from './items.ts';
import { LIBRARY_CALLS } from './library.ts';
import { type Downloads, networkCmdlets, webCalls } from './network.ts';
import { COM_CALLS, newObject } from './objects.ts';
import { boundedOperators } from './operators.ts';
import { redirect, runCommand, show } from './run-command.ts';
import { PASSING_CMDLETS, SYSTEM_CMDLETS } from './system.ts';

/** Variables PowerShell sets on Windows; evasions take the letters of a name from them. */
const PRESET: { readonly [name: string]: string } = {
  $pshome: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0',
  $verbosepreference: 'SilentlyContinue',
  $debugpreference: 'SilentlyContinue',
  $shellid: 'Microsoft.PowerShell',
};

const ENVIRONMENT: { readonly [name: string]: string } = {
  COMSPEC: 'C:\\Windows\\system32\\cmd.exe',
  SYSTEMDRIVE: 'C:',
  SYSTEMROOT: 'C:\\Windows',
  WINDIR: 'C:\\Windows',
  PROGRAMDATA: 'C:\\ProgramData',
  PUBLIC: 'C:\\Users\\Public',
};

/** What is known of PowerShell's commands and of .NET, for one piece of code in one place. */
export function powershellKnowledge(place: Surroundings): Knowledge {
  const downloads: Downloads = new Map();
  const library: { readonly [name: string]: ApiEntry } = {
    ...LIBRARY_CALLS,
    ...boundedOperators(),
    ...COM_CALLS,
    ...webCalls(downloads),
  };
  const names = {
    cmdlets: cmdletIndex([...cmdlets(downloads), ...placeCmdlets(library)]),
    aliases: builtinAliases(),
    os: place.os,
    downloads,
  };
  const home = place.home ?? '~';
  return {
    calls: {
      ...library,
      run: (call) => runCommand(names, call),
      show,
      redirect: (call) => redirect(call, true),
      'redirect-other': (call) => redirect(call, false),
      'environment#[]': (call) => environmentVariable(call, home),
    },
    values: {
      'path#fullname': (receiver) => receiver,
      'path#pspath': (receiver) => receiver,
      'path#name': (receiver) => receiver,
    },
    normalise: (path) => path.toLowerCase(),
    globals: {
      $null: constant(null),
      $true: constant(true),
      $false: constant(false),
      $home: word(home),
      $pwd: word(place.cwd ?? '.'),
      environment: instance('environment', unknownThing(), {}),
      ...Object.fromEntries(Object.entries(PRESET).map(([name, text]) => [name, word(text)])),
    },
  };
}

/** How many commands, classes and methods are known. */
export function countPowershellCalls(): number {
  return Object.keys(powershellKnowledge({}).calls).length + cmdlets(new Map()).length;
}

function cmdlets(downloads: Downloads): readonly Cmdlet[] {
  return [...ITEM_CMDLETS, ...networkCmdlets(downloads), ...SYSTEM_CMDLETS, ...PASSING_CMDLETS];
}

function cmdletIndex(all: readonly Cmdlet[]): ReadonlyMap<string, Cmdlet> {
  const index = new Map<string, Cmdlet>();
  for (const each of all)
    if (!index.has(each.name.toLowerCase())) index.set(each.name.toLowerCase(), each);
  return index;
}

function placeCmdlets(library: { readonly [name: string]: ApiEntry }): readonly Cmdlet[] {
  return [
    cmdlet(
      'New-Object',
      'typename argumentlist =args comobject property strict!',
      'typename argumentlist',
      (call) => newObject(library, call),
    ),
    ...['Set-Location', 'Push-Location'].map((name) =>
      cmdlet(name, 'path literalpath =pspath stackname passthru!', 'path', (call: CmdletCall) => {
        const [folder] = call.paths('path', 'literalpath');
        if (folder !== undefined) call.findings.changeFolder(folder);
        return undefined;
      }),
    ),
    cmdlet('Pop-Location', 'stackname passthru!', '', (call) => {
      call.findings.changeFolder(wordlessFolder());
      return undefined;
    }),
    ...['Get-Command', 'Get-Alias'].map((name) =>
      cmdlet(name, 'name =definition commandtype module verb noun all!', 'name', (call): Thing => {
        const [only] = call.words('name');
        return only?.known && !/[*?[]/.test(only.text) ? wordOf(only) : unknownThing();
      }),
    ),
  ];
}

function wordlessFolder() {
  return { text: '*', known: false, taint: {} };
}

function environmentVariable(call: ApiCall, home: string): Thing {
  const [name] = call.args.flatMap(elements);
  const key = name?.text.toUpperCase() ?? '';
  if (key === 'USERPROFILE' || key === 'HOME') return word(home);
  if (key === 'APPDATA') return word(`${home}/AppData/Roaming`);
  if (key === 'LOCALAPPDATA') return word(`${home}/AppData/Local`);
  if (Object.hasOwn(ENVIRONMENT, key)) return word(ENVIRONMENT[key] ?? '');
  return unknownThing(environmentTaint(key));
}
