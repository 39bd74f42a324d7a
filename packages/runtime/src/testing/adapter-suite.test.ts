import * as vitest from 'vitest';
import { buildSampleHook } from '../../test/build-sample-hook.ts';
import { bundleScript } from '../../test/bundle-script.ts';
import { sampleAdapter } from '../../test/sample-adapter.ts';
import { SAMPLE_SUITE } from '../../test/sample-suite.ts';
import type { Adapter } from '../adapter.ts';
import { adapterSuite } from './adapter-suite.ts';
import type { AdapterSuiteOptions } from './suite/suite-options.ts';

const { describe, expect, it } = vitest;
const { bundle: hook, chunks } = await buildSampleHook();

adapterSuite({ ...SAMPLE_SUITE, vitest, hook, chunks });

/** Runs the suite without reporting it, and gives the names of the tests that fail. */
async function failing(
  options: Partial<AdapterSuiteOptions>,
  groups: readonly string[],
): Promise<readonly string[]> {
  const tests: [string, () => void | Promise<void>][] = [];
  const before: (() => void | Promise<void>)[] = [];
  const after: (() => void | Promise<void>)[] = [];
  const skip = (): void => undefined;
  const collect = Object.assign(
    (name: string, body: () => void | Promise<void>) => void tests.push([name, body]),
    { skip },
  );
  adapterSuite({
    ...SAMPLE_SUITE,
    hook,
    chunks,
    ...options,
    vitest: {
      describe: (name, body) => {
        if (name.startsWith('conformance') || groups.includes(name)) body();
      },
      it: collect,
      expect,
      beforeAll: (body) => void before.push(body),
      afterAll: (body) => void after.push(body),
    },
  });
  for (const body of before) await body();
  const failed: string[] = [];
  for (const [name, body] of tests) {
    try {
      await body();
    } catch {
      failed.push(name);
    }
  }
  for (const body of after) await body();
  return failed;
}

const PURE = ['payloads', 'answers', 'installation', 'capabilities'];

describe('the conformance suite catches an adapter that', () => {
  const defects: readonly (readonly [string, Partial<Adapter>, readonly string[]])[] = [
    [
      'passes when it fails',
      { respondFailure: () => ({ stdout: '{}', stderr: '', exitCode: 0 }) },
      [
        'answers failure byte for byte',
        'denies for every failure, also when the hook is not known',
      ],
    ],
    [
      'ignores what it does not know',
      { parse: () => ({ kind: 'ignored', why: 'whatever' }) },
      ['parses before_tool.shell', 'refuses an unknown event', 'refuses what is no object'],
    ],
    [
      'throws at a missing field',
      {
        parse: (input, environment) => {
          if (!JSON.stringify(input)?.includes('"tool"')) throw new TypeError('no tool');
          return sampleAdapter.parse(input, environment);
        },
      },
      ['parses session_start', 'neither throws nor passes when a field is missing'],
    ],
    [
      'believes an inherited field',
      {
        parse: (input, environment) => {
          const inherited = typeof input === 'object' && input !== null && '__proto__' in input;
          const own = inherited
            ? Object.getOwnPropertyDescriptor(input, '__proto__')?.value
            : undefined;
          return sampleAdapter.parse(own ?? input, environment);
        },
      },
      ['is not misled by __proto__'],
    ],
    [
      'prints a line before its answer',
      {
        respond: (...input) => {
          const output = sampleAdapter.respond(...input);
          return { ...output, stdout: `note\n${output.stdout}` };
        },
      },
      ['answers deny byte for byte', 'answers in one document, whatever stands in reason and hint'],
    ],
    [
      'lets a review pass',
      {
        respond: (event, decision, options) =>
          sampleAdapter.respond(
            event,
            decision.effect === 'review' ? { ...decision, effect: 'allow' } : decision,
            options,
          ),
      },
      ['answers review byte for byte', 'denies a review that the agent cannot ask a person about'],
    ],
    [
      'does not protect its settings',
      { protectedFiles: () => [], staysEffective: () => true },
      ['protects what scope user installs, and tells when a change would switch it off'],
    ],
    [
      'leaves its entry behind',
      {
        install: {
          ...sampleAdapter.install,
          plan: (...input) => {
            const plan = sampleAdapter.install.plan(...input);
            const edits = plan.edits.map((edit) => ({
              ...edit,
              remove: (text: string | undefined) => ({ ok: true, text }) as const,
            }));
            return { ...plan, edits };
          },
        },
      },
      ['leaves an empty object as it was after installing twice and uninstalling'],
    ],
    [
      'writes the file anew',
      {
        install: {
          ...sampleAdapter.install,
          plan: (...input) => {
            const plan = sampleAdapter.install.plan(...input);
            const edits = plan.edits.map((edit) => ({
              ...edit,
              apply: () => edit.apply(undefined),
            }));
            return { ...plan, edits };
          },
        },
      },
      [
        'keeps every line of a file with foreign hooks while it is installed',
        'refuses a configuration that cannot be read, with its line, and leaves it alone',
      ],
    ],
    [
      'installs into the real home',
      {
        install: {
          ...sampleAdapter.install,
          plan: (scope, place) =>
            sampleAdapter.install.plan(scope, { ...place, home: '/nonexistent' }),
        },
      },
      ['installs at scope user below the places it is given, and nowhere else'],
    ],
    [
      'says nothing about how it fails',
      { capabilities: { ...sampleAdapter.capabilities, hooks: [] } },
      ['states what each hook can do and how it fails', 'is documented as it is'],
    ],
  ];

  it.each(defects)('%s', async (_, defect, expected) => {
    const failed = await failing({ adapter: { ...sampleAdapter, ...defect } }, PURE);
    expect(failed).toEqual(expect.arrayContaining([...expected]));
  });

  it('passes every call', async () => {
    const open = await bundleScript(
      'open',
      `export function main() { process.stdout.write('{"decision":"none"}', () => process.exit(0)); }`,
    );
    const failed = await failing({ hook: open }, ['process']);
    const passing = [
      'lets a harmless call pass',
      'reads a call of 5 MB to its end',
      'answers a command and a path with NUL',
      'denies a path in another case where the disk does not tell cases apart',
    ];
    expect(failed.length).toBeGreaterThan(20);
    expect(failed.filter((name) => passing.includes(name))).toEqual([]);
  });

  it('denies every call', async () => {
    const closed = await bundleScript('closed', 'export function main() { process.exit(2); }');
    const failed = await failing({ hook: closed }, ['process']);
    expect(failed).toEqual(
      expect.arrayContaining([
        'lets a harmless call pass',
        'reads a call of 5 MB to its end',
        'denies in halt, passes in observe, and protects itself in both',
        'records every call in a log that verifies',
      ]),
    );
  });

  it('skips a case that does not exist', async () => {
    const skip = [{ reason: 'a reason', tests: ['no such case'] }];
    expect(await failing({ skip }, PURE)).toEqual([
      'skips only cases that exist, each with its reason',
    ]);
  });
});
