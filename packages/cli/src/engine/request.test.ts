import { describe, expect, it } from 'vitest';
import { readRequest } from './request.ts';

const read = (text: string) => readRequest(Buffer.from(text));

describe('a request', () => {
  it('becomes an event of one tool action, with the context that was given', () => {
    const result = read(
      JSON.stringify({
        id: 7,
        action: 'file.read',
        params: { file_path: '/p/.env' },
        context: { agent: 'codex', cwd: '/p', workspace_roots: ['/p'], headless: 'yes', team: 'x' },
      }),
    );
    expect(result).toEqual({
      ok: true,
      request: {
        id: 7,
        event: {
          hook: 'check',
          tool: 'file.read',
          context: { agent: 'codex', cwd: '/p', workspace_roots: ['/p'], headless: 'yes' },
          operations: [
            {
              action: {
                name: 'file.read',
                params: { file_path: '/p/.env' },
                origin: 'tool',
                unknown: [],
              },
            },
          ],
        },
      },
    });
  });

  it('needs no more than an action', () => {
    expect(read('{"action":"web.search"}')).toMatchObject({
      ok: true,
      request: { id: null, event: { context: { agent: 'unknown' } } },
    });
  });
});

describe('a request that is none', () => {
  it.each([
    ['nothing', '', null],
    ['no JSON', '{"action":', null],
    ['a list', '[]', null],
    ['a text', '"bash.execute"', null],
    ['no action', '{"id":3}', 3],
    ['an action that is no text', '{"id":3,"action":["bash.execute"]}', 3],
    ['an empty action', '{"id":3,"action":""}', 3],
    ['params that are a list', '{"id":3,"action":"x","params":[]}', 3],
    ['a context that is a text', '{"id":3,"action":"x","context":"p"}', 3],
    ['roots that are one text', '{"id":3,"action":"x","context":{"workspace_roots":"/p"}}', 3],
    ['a cwd that is a number', '{"id":3,"action":"x","context":{"cwd":1}}', 3],
    ['an unknown headless', '{"id":3,"action":"x","context":{"headless":true}}', 3],
  ])('says what is wrong: %s', (_name, text, id) => {
    expect(read(text)).toEqual({ ok: false, id, problem: expect.any(String) });
  });

  it.each(['../../etc', 'a/b', '..', '', 'a\nb', 'x'.repeat(65)])(
    'cannot name a folder of policies by its agent: %j',
    (agent) => {
      const text = JSON.stringify({ action: 'file.read', context: { agent } });
      expect(read(text)).toMatchObject({ ok: false, problem: expect.stringContaining('agent') });
    },
  );

  it('is one that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"action":"'), Buffer.of(0xff), Buffer.from('"}')]);
    expect(readRequest(bytes)).toMatchObject({ ok: false });
  });
});
