import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { NODE_FLAGS } from './v8-flags.ts';

/** Says whether V8 refuses what was compiled before a long call: by itself, and as a chunk. */
const PROBE = `
  import { Script } from 'node:vm';
  import { Optimiser } from './src/hook/optimiser.ts';
  const text = 'function f(n) { return n + 1 } f(1)';
  const compiled = new Script(text);
  compiled.runInThisContext();
  const cachedData = compiled.createCachedData();
  const refused = () => new Script(text, { cachedData }).cachedDataRejected;
  const [, , length = ''] = process.argv;
  const optimiser = new Optimiser(process.execArgv);
  optimiser.expect(Number(length));
  const chunks = optimiser.ofChunks({ shell: refused, compiler: refused, code: refused });
  console.log(refused(), chunks.shell(), chunks.code(), chunks.compiler(), refused());
`;

let probe = '';
beforeAll(async () => {
  probe = await bundleScript('probe', PROBE);
});

function run(length: number, flags: readonly string[] = NODE_FLAGS): string {
  // Else V8 remembers the text itself and does not look at what was compiled.
  const forgetful = [...flags, '--no-compilation-cache'];
  return execFileSync(process.execPath, [...forgetful, probe, String(length)], {
    env: {},
    encoding: 'utf8',
  }).trim();
}

describe('the optimising compiler', () => {
  it('stays off in a short call, until policies are compiled', () => {
    expect(run(4096)).toBe('false false false false true');
  });

  it('is on in a long one, in which chunks are still taken as they were compiled', () => {
    expect(run(4097)).toBe('true false false false true');
  });

  it('is left alone in a process that was started with it', () => {
    const others = NODE_FLAGS.filter((flag) => flag !== '--no-opt');
    expect(run(4097, others)).toBe('false false false false false');
  });
});
