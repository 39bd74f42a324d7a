import { join, relative } from 'node:path';
import {
  SWITCH_OFF_CASES,
  SWITCH_OFF_LOOK_ALIKES,
  type SwitchOffTargets,
} from '@agsec/runtime/testing';
import type { World } from '../run-claude.ts';
import type { FileRoute, FileTools, SwitchOffClient, ToolBlock } from './client.ts';
import { type ProtectedWorld, textOf } from './protected-world.ts';

/** A call that is sent to a client under a name. */
export type SentCase = {
  readonly name: string;
  readonly tools: FileTools;
  readonly call: ToolBlock;
  /** A file that the client wants to have read before. */
  readonly looksAt?: string;
};

/** A look-alike, and the folder of the project it works in. */
export type SentLookAlike = SentCase & { readonly folder: string; readonly isLine: boolean };

type FileTarget = keyof SwitchOffTargets | 'grant';

const FILES: readonly FileTarget[] = ['hook file', 'policy', 'program', 'log'];

/** Names of the attacks on a client: each line of the table, and each of its file tools. */
export function attackNames(client: SwitchOffClient): readonly string[] {
  return [...SWITCH_OFF_CASES, ...fileAttacks(client)].map(({ name }) => name);
}

/** The attacks themselves, in the same order. */
export function attacks(client: SwitchOffClient, { targets }: ProtectedWorld): readonly SentCase[] {
  const byShell = SWITCH_OFF_CASES.map(({ name, line }) => byLine(client, name, line(targets)));
  const byFileTool = fileAttacks(client).map(({ name, target, route }) => ({
    name,
    ...byRoute(route, targets[target]),
  }));
  return [...byShell, ...byFileTool];
}

function fileAttacks({ fileRoutes }: SwitchOffClient) {
  const aimed = (target: FileTarget, routes: readonly FileRoute[]) =>
    routes.map((route) => ({ name: `${target}: ${route.name}`, target, route }));
  return [
    ...FILES.flatMap((target) => aimed(target, fileRoutes)),
    // A grant of one's own making: there is none to be changed.
    ...aimed(
      'grant',
      fileRoutes.filter(({ makes }) => makes),
    ),
  ];
}

function byLine(client: SwitchOffClient, name: string, line: string): SentCase {
  return { name, tools: 'usual', call: client.shell(line) };
}

function byRoute({ tools = 'usual', call }: FileRoute, path: string): Omit<SentCase, 'name'> {
  const text = textOf(path);
  return { tools, call: call(path, text), ...(text === '' ? {} : { looksAt: path }) };
}

/** The look-alikes by name: those that have their effect, and those that a client keeps from it. */
export function lookAlikeNames({ fileRoutes, half, hinders = [] }: SwitchOffClient): {
  readonly free: readonly string[];
  readonly hindered: readonly (readonly [name: string, how: string, words: RegExp])[];
} {
  const free: string[] = [];
  const hindered: (readonly [string, string, RegExp])[] = [];
  for (const { name, line } of SWITCH_OFF_LOOK_ALIKES.filter((_, at) => at % 2 === half)) {
    const hindrance = hinders.find(({ lines }) => lines.test(line('/any/file')));
    if (hindrance === undefined) free.push(name);
    else hindered.push([name, hindrance.how, hindrance.words]);
  }
  return { free: [...free, ...fileRoutes.map((route) => `project: ${route.name}`)], hindered };
}

/** The look-alikes, each with a folder of its own, which is made here. */
export function lookAlikes(client: SwitchOffClient, world: World): readonly SentLookAlike[] {
  const lines = lookAlikeLines(world).filter(({ at }) => at % 2 === client.half);
  const byShell = lines.map(({ name, line, folder }) => ({
    ...byLine(client, name, line),
    folder,
    isLine: true,
  }));
  const byFileTool = client.fileRoutes.map((route, at) => {
    const folder = `out/tool-${at}`;
    const path = join(world.project, folder, 'file.txt');
    world.write(join(world.project, folder, 'other.txt'), 'text\n');
    if (!route.makes) world.write(path, 'text\n');
    return { name: `project: ${route.name}`, ...byRoute(route, path), folder, isLine: false };
  });
  return [...byShell, ...byFileTool];
}

/** The look-alikes' shell lines. The one that leaves the folder comes last: some clients stay there. */
export function lookAlikeLines(world: Pick<World, 'project' | 'write'>): readonly {
  readonly name: string;
  readonly line: string;
  readonly folder: string;
  /** Its place in the table. */
  readonly at: number;
}[] {
  const lines = SWITCH_OFF_LOOK_ALIKES.map(({ name, line }, at) => {
    const folder = `out/line-${at}`;
    const path = world.write(join(world.project, folder, 'file.txt'), 'a text\n');
    return { name, line: line(path), folder, at };
  });
  const leaves = ({ line }: { readonly line: string }): boolean => line.startsWith('cd ');
  return [...lines.filter((each) => !leaves(each)), ...lines.filter(leaves)];
}

/** Attacks of the table that are made without agsec, too: they have to be seen to succeed. */
const UNGUARDED_LINES = [
  'policy: redirection',
  'policy: python -c',
  'policy: mv',
  'policy: sed -i',
];

/** Names of the attacks that are made without agsec. */
export function unguardedNames({ fileRoutes }: SwitchOffClient): readonly string[] {
  const usual = fileRoutes.filter(({ tools = 'usual' }) => tools === 'usual');
  return [...UNGUARDED_LINES, ...usual.map(({ name }) => `policy: ${name}`)];
}

/** Those attacks, each on a policy of its own. `file` is its path below the home. */
export function unguarded(
  client: SwitchOffClient,
  world: World,
  targets: SwitchOffTargets,
): readonly (SentCase & { readonly file: string })[] {
  for (const name of ['evil-too', 'out/evil']) world.write(`project/${name}`, '{}\n');
  return unguardedNames(client).map((name, at) => {
    const policy = join(targets.policies, `${at}.yaml`);
    const file = relative(world.home, policy);
    const route = client.fileRoutes.find((each) => name === `policy: ${each.name}`);
    if (route?.makes !== true) world.write(policy, 'statements: []\n');
    if (route !== undefined) return { name, ...byRoute(route, policy), file };
    const line = SWITCH_OFF_CASES.find((each) => each.name === name)?.line({ ...targets, policy });
    if (line === undefined) throw new Error(`no attack has the name ${name}`);
    return { ...byLine(client, name, line), file };
  });
}
