import { quotePartlyKnown } from './shell-word.ts';

/**
 * The shell lines `npm run NAME` runs, in order: `preNAME`, `NAME`, `postNAME` (npm-run-script(1)).
 * `undefined` if the file is no package or has no such script.
 */
export function packageScriptLines(
  packageJson: string,
  name: string,
  args: readonly string[],
): readonly string[] | undefined {
  const scripts = readScripts(packageJson);
  const body = scripts?.get(name);
  if (scripts === undefined || body === undefined) return undefined;
  const withArgs = [body, ...args.map(quotePartlyKnown)].join(' ');
  const around = [scripts.get(`pre${name}`), withArgs, scripts.get(`post${name}`)];
  return around.filter((line) => line !== undefined);
}

function readScripts(text: string): ReadonlyMap<string, string> | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || !isRecord(value['scripts'])) return undefined;
  const entries = Object.entries(value['scripts']);
  return new Map(
    entries.flatMap(([name, line]) => (typeof line === 'string' ? [[name, line]] : [])),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
