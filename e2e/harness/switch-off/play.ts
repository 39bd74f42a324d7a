import type { World } from '../run-claude.ts';
import type { SentCase } from './cases.ts';
import type { FileTools, SwitchOffClient } from './client.ts';

/** What the model was told, by the name of the case. */
export type Told = ReadonlyMap<string, string>;

/**
 * Runs one session of a client with these cases, in this order. Throws unless the client ended by
 * itself and spoke to nobody but the scripted API.
 */
export async function play(
  client: SwitchOffClient,
  world: World,
  tools: FileTools,
  cases: readonly SentCase[],
): Promise<Told> {
  const { look } = client;
  const seen = look === undefined ? [] : cases.flatMap(({ looksAt = [] }) => looksAt);
  const looks = [...new Set(seen)].flatMap((path) => look?.(path) ?? []);
  const calls = [...looks, ...cases.map(({ call }) => call)];
  const result = await client.run({ world, tools, calls });
  const strangers = result.requests.filter((request) => !/^POST \/v1\//.test(request));
  if (result.client?.exitCode !== 0 || strangers.length > 0)
    throw new Error(`${client.agent}: ${JSON.stringify([result.client, strangers])}`);
  const texts = new Map(result.toolResults.map(({ id, text }) => [id, text]));
  return new Map(
    cases.flatMap(({ name }, at) => {
      const text = texts.get(`case_${looks.length + at}`);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** Who objected to a call, by what the model was told about it. */
export type Verdict =
  | 'denied by self-protection'
  | 'held for a person'
  | 'denied by a policy'
  | 'not stopped by agsec'
  | 'the model was told nothing';

/** The verdict on a call. The words are those of agsec; each client puts its own around them. */
export function verdictOn(text: string | undefined): Verdict {
  if (text === undefined) return 'the model was told nothing';
  if (/agsec denied this .* call\. .*a person has to do it at a terminal/s.test(text))
    return 'denied by self-protection';
  if (/agsec holds this .* call .*`agsec approve [0-9a-z]{8}`/s.test(text))
    return 'held for a person';
  return text.includes('agsec denied this') ? 'denied by a policy' : 'not stopped by agsec';
}
