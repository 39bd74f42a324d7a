import { renderCapabilities } from '../src/doctor/render-capabilities.ts';
import type { AdapterSuiteOptions, CallContext } from '../src/testing/suite/suite-options.ts';
import { sampleAdapter } from './sample-adapter.ts';

/** What the conformance suite needs to know about the sample agent. */
export const SAMPLE_SUITE: Omit<AdapterSuiteOptions, 'vitest' | 'hook' | 'chunks'> = {
  adapter: sampleAdapter,
  fixtures: [
    {
      name: 'before_tool.shell',
      payload: payload('shell', { command: 'ls' }, { cwd: '/home/dev/project', session: 's' }),
      expected: { kind: 'event', actions: [{ name: 'bash.execute', params: { command: 'ls' } }] },
    },
    {
      name: 'before_tool.write',
      payload: payload(
        'write',
        { path: 'a', content: 'b' },
        { cwd: '/home/dev/project', session: 's' },
      ),
      expected: {
        kind: 'event',
        actions: [{ name: 'file.write', params: { file_path: 'a', content: 'b' } }],
      },
    },
    { name: 'session_start', payload: { event: 'session_start' }, expected: { kind: 'ignored' } },
    {
      name: 'before_tool.no-input',
      payload: { event: 'before_tool' },
      expected: { kind: 'invalid' },
    },
  ],
  answers: {
    fixture: 'before_tool.shell',
    pass: answer('none'),
    approve: answer('allow'),
    deny: answer('deny', 'Block access to environment files Read .env.example instead.'),
    review: answer('deny', 'Pushing needs a human Wait for approval of ab12cd.'),
    nothing: answer('none'),
    failure: answer('deny', 'The policies do not load: 03_files.yaml:4:5: unknown effect.'),
  },
  payloads: {
    shell: (command, from) => payload('shell', { command }, from),
    read: (path, from) => payload('read', { path }, from),
    write: (path, content, from) => payload('write', { path, content }, from),
    unknownTool: (from) => payload('teleport', { to: 'moon' }, from),
    unknownEvent: ({ session }) => ({ event: 'after_lunch', session }),
  },
  settings: [
    { name: 'no file', path: 'home/.sample/hooks.json' },
    { name: 'an empty object', path: 'home/.sample/hooks.json', text: '{}' },
    {
      name: 'a file with foreign hooks',
      path: 'home/.sample/hooks.json',
      text: '{\r\n\t"theme": "dark",\r\n\t"hooks": {\r\n\t\t"before_tool": [\r\n\t\t\t{"command": "lint"}\r\n\t\t]\r\n\t}\r\n}\r\n',
    },
  ],
  brokenSettings: {
    name: 'a broken file',
    path: 'home/.sample/hooks.json',
    text: '{\n  "hooks": {,\n}\n',
  },
  docs: `# Sample agent\n\n${renderCapabilities(sampleAdapter.capabilities)}`,
};

function payload(tool: string, input: object, { cwd, session }: CallContext): object {
  return { event: 'before_tool', session, cwd, tool, input, call: 'call-1' };
}

function answer(
  decision: string,
  reason?: string,
): { stdout: string; stderr: string; exitCode: number } {
  const stdout = JSON.stringify(reason === undefined ? { decision } : { decision, reason });
  return { stdout, stderr: '', exitCode: 0 };
}
