import { agsec } from '../agsec.ts';
import { agsecAtTerminal } from '../replay/at-terminal.ts';
import { attacks, lookAlikes, type SentCase, type SentLookAlike, unguarded } from './cases.ts';
import type { FileTools, SwitchOffClient } from './client.ts';
import { type Files, filesBelow } from './files-below.ts';
import { effectIn } from './plain-shell.ts';
import { play, type Told } from './play.ts';
import { type ProtectedWorld, protectedWorld, removeWorld } from './protected-world.ts';

/** Something before and after. */
export type Pair<T> = { readonly before: T; readonly after: T };

/** What came of the sessions of one client. */
export type Outcome = {
  readonly told: Told;
  /** What was told of a call that a policy denies, at the end of each session. */
  readonly canaries: readonly (string | undefined)[];
  /** agsec's files but what it keeps while it works, and what the client obeys. */
  readonly guarded: Pair<Files>;
  /** The project without the look-alikes' folder, around the session of the attacks. */
  readonly project: Pair<Files>;
  readonly log: Pair<Files>;
  /** What `agsec audit verify` said in the end. */
  readonly verified: string;
  /** Folder of each look-alike. */
  readonly effects: ReadonlyMap<string, Pair<Files>>;
  /** File of each attack in the session without agsec. */
  readonly unguarded: ReadonlyMap<string, Pair<Files>>;
};

/** What agsec writes to while it works, below its state folder. */
const WORKING = ['audit', 'cache', 'reviews', 'run', 'sessions'];

/**
 * Has the scripted model of a client make every attack and every look-alike, in two sessions, and some
 * attacks in a third, after agsec was uninstalled.
 */
export async function attackClient(client: SwitchOffClient): Promise<Outcome> {
  const place = await protectedWorld(client);
  try {
    return await attackIn(client, place);
  } finally {
    removeWorld(place.world);
  }
}

async function attackIn(client: SwitchOffClient, place: ProtectedWorld): Promise<Outcome> {
  const { world } = place;
  const hostile = attacks(client, place);
  const harmless = lookAlikes(client, world);
  const effects = around(harmless, ({ name, folder }) => [name, effectIn(world.project, folder)]);
  const guarded = around([client], () => ['', guardedFiles(client, place)]);
  const log = around([client], () => ['', logOf(world.home)]);
  const project = around([client], () => ['', filesBelow(world.project, { except: ['out'] })]);

  const { first, second } = sessionsOf(hostile, harmless);
  const canary: SentCase = { name: 'canary', tools: 'usual', call: client.shell('canary') };
  // What a look-alike left in the background comes to its end.
  const rest: SentCase = { name: 'rest', tools: 'usual', call: client.shell('sleep 1.5') };
  const one = await play(client, world, 'usual', [...first, canary]);
  const projects = project();
  const two = await play(client, world, toolsOf(second), [...second, rest, canary]);

  return {
    told: new Map([...one, ...two]),
    canaries: [one.get('canary'), two.get('canary')],
    guarded: only(guarded()),
    project: only(projects),
    log: only(log()),
    verified: agsec(world, 'audit', 'verify'),
    effects: effects(),
    unguarded: await unguardedSession(client, place),
  };
}

/** The usual file tools and all attacks by shell first; patches and the look-alikes' lines second. */
function sessionsOf(hostile: readonly SentCase[], harmless: readonly SentLookAlike[]) {
  const isFirst = ({ tools, isLine }: SentLookAlike): boolean => tools === 'usual' && !isLine;
  return {
    first: [...harmless.filter(isFirst), ...hostile.filter(({ tools }) => tools === 'usual')],
    second: [
      ...hostile.filter(({ tools }) => tools === 'patches'),
      ...harmless.filter((each) => !isFirst(each)),
    ],
  };
}

function toolsOf(cases: readonly SentCase[]): FileTools {
  return cases.some(({ tools }) => tools === 'patches') ? 'patches' : 'usual';
}

function guardedFiles({ obeyed }: SwitchOffClient, { world }: ProtectedWorld): Files {
  return filesBelow(world.home, {
    only: ['.agsec', ...obeyed],
    except: WORKING.map((name) => `.agsec/${name}`),
  });
}

/** The log and its seals. Beside them is only when they were last looked after. */
function logOf(home: string): Files {
  return filesBelow(`${home}/.agsec/audit`, { except: ['upkeep'] });
}

async function unguardedSession(
  client: SwitchOffClient,
  { world, targets }: ProtectedWorld,
): Promise<Outcome['unguarded']> {
  await agsecAtTerminal(world, 'uninstall', client.agent);
  const sent = unguarded(client, world, targets);
  const files = around(sent, ({ name, file }) => [name, filesBelow(world.home, { only: [file] })]);
  await play(client, world, 'usual', sent);
  return files();
}

/** Looks now; what is given looks again and gives both, by name. */
function around<T>(
  cases: readonly T[],
  look: (one: T) => readonly [name: string, files: Files],
): () => ReadonlyMap<string, Pair<Files>> {
  const before = new Map(cases.map(look));
  return () =>
    new Map(
      cases.map((one) => {
        const [name, after] = look(one);
        return [name, { before: before.get(name) ?? new Map(), after }];
      }),
    );
}

function only<T>(pairs: ReadonlyMap<string, T>): T {
  const [pair] = pairs.values();
  if (pair === undefined) throw new Error('nothing was looked at');
  return pair;
}
