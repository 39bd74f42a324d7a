import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../../test/test-home.ts';
import { deadlinesOf, secondsOfWait, waitWord } from './deadlines.ts';
import { parseJson } from './parse-json.ts';
import { readInput } from './read-input.ts';
import { TimeLimitExceeded, withinTimeLimit } from './time-limit.ts';
import { writeWhole } from './write-output.ts';

let machine: TestHome;
beforeEach(() => {
  machine = new TestHome();
});
afterEach(() => machine.remove());

describe('a request', () => {
  it.each([
    ['nothing', ''],
    ['half a document', '{"hook":"call"'],
    ['two documents', '{}{}'],
    ['a byte order mark and nothing else', '\ufeff'],
    ['three byte order marks and a document', '\ufeff\ufeff\ufeff{}'],
    ['a byte order mark behind a document', '{}\ufeff'],
    ['text', 'deny'],
    ['a key __proto__', '{"a":[{"__proto__":{"allow":true}}]}'],
    ['an escaped key __proto__', '{"\\u005f_proto__":1}'],
    ['a constructor with a prototype', '{"constructor":{"prototype":{}}}'],
  ])('is refused when it is %s', (_, text) => {
    expect(parseJson(Buffer.from(text))).toMatchObject({ ok: false });
  });

  it.each(['\ufeff', '\ufeff\ufeff'])('may stand behind byte order marks: %j', (marks) => {
    expect(parseJson(Buffer.from(`${marks}{"hook":"call"}`))).toEqual({
      ok: true,
      value: { hook: 'call' },
    });
  });

  it('is refused when it is not UTF-8', () => {
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ ok: false });
  });

  it('may hold those words as text, and be deep and large', () => {
    const text = '{"content":"__proto__","constructor":"x","name":"ü\\ud83d"}';
    expect(parseJson(Buffer.from(text))).toMatchObject({ ok: true });
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(parseJson(Buffer.from(deep))).toMatchObject({ ok: true });
    const large = JSON.stringify({ content: 'x'.repeat(5_000_000) });
    expect(parseJson(Buffer.from(large))).toMatchObject({ ok: true });
  });
});

describe('a request with very many names', () => {
  const object = (names: number) =>
    Buffer.from(
      JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, n) => [n, 0]))),
    );

  it('is refused, since their hashes may be made to collide', () => {
    expect(parseJson(object(10_000))).toMatchObject({ ok: true });
    const refused = parseJson(object(10_001));
    expect(refused).toMatchObject({ ok: false });
    expect(refused.ok || refused.message).toMatch(/more than 10000 names/);
    const shortest = Buffer.from(`{${'"":0,'.repeat(10_001).slice(0, -1)}}`);
    expect(parseJson(shortest)).toMatchObject({ ok: false });
    const spaced = Buffer.from(`{${'"a" : {"":0},'.repeat(5_001).slice(0, -1)}}`);
    expect(parseJson(spaced)).toMatchObject({ ok: false });
  });

  it('is not taken for one because of what stands in its texts', () => {
    const content = `${'"a":1,'.repeat(20_000)}\\`;
    expect(parseJson(Buffer.from(JSON.stringify({ content })))).toEqual({
      ok: true,
      value: { content },
    });
  });
});

describe('reading a descriptor', () => {
  async function read(bytes: number, limit: number) {
    const path = machine.put('input', Buffer.alloc(bytes, 0x61));
    const descriptor = openSync(path, 'r');
    try {
      return await readInput(descriptor, limit, 10_000);
    } finally {
      closeSync(descriptor);
    }
  }

  it('gives all of it up to the limit', async () => {
    const input = await read(300_000, 300_000);
    expect(input.kind === 'complete' && input.bytes.length).toBe(300_000);
    expect(await read(0, 10)).toMatchObject({ kind: 'complete' });
    expect(await read(300_001, 300_000)).toEqual({ kind: 'too-large' });
  });

  it('says when it cannot', async () => {
    expect(await readInput(987_654, 10, 1000)).toMatchObject({ kind: 'failed' });
  });
});

describe('a time limit', () => {
  it('gives the result, or passes on what is thrown', () => {
    expect(withinTimeLimit(() => 7, 1000)).toBe(7);
    expect(withinTimeLimit(() => undefined, 1000)).toBeUndefined();
    expect(() =>
      withinTimeLimit(() => {
        throw new RangeError('mine');
      }, 1000),
    ).toThrow('mine');
  });

  it.each<[string, () => unknown]>([
    [
      'a loop',
      () => {
        for (;;);
      },
    ],
    ['a regular expression', () => /^(a+)+$/i.test(`${'a'.repeat(60)}b`)],
    [
      'a loop that catches everything',
      () => {
        for (;;) {
          try {
            for (;;);
          } catch {
            // Not even this is reached.
          }
        }
      },
    ],
  ])('ends %s', (_, work) => {
    expect(() => withinTimeLimit(work, 50)).toThrow(TimeLimitExceeded);
  });

  it('is over when no time is left', () => {
    expect(() => withinTimeLimit(() => 1, 0)).toThrow(TimeLimitExceeded);
    expect(() => withinTimeLimit(() => 1, -5)).toThrow(TimeLimitExceeded);
  });
});

describe('deadlines', () => {
  it('lie in order and well below the timeout the agent was told', () => {
    const { input, decision, record, answer } = deadlinesOf('10');
    expect([input, decision, record, answer]).toEqual([5000, 7000, 8000, 9000]);
    expect(deadlinesOf('0.5').answer).toBe(450);
  });

  it('give a person more time, and nothing else', () => {
    const { review, more, lateAnswer, ...own } = deadlinesOf('10', 60);
    expect([more, review, lateAnswer]).toEqual([60_000, 65_000, 69_000]);
    const { review: _review, more: none, lateAnswer: late, ...usual } = deadlinesOf('10');
    expect(own).toEqual(usual);
    expect([none, late]).toEqual([0, usual.answer]);
  });

  it.each([
    [waitWord(60), 60],
    [undefined, 0],
    ['', 0],
    ['wait=', 0],
    ['wait=-5', 0],
    ['wait=99999', 0],
    ['wait=1e3', 0],
    ['user', 0],
  ])('read the word %j as %s seconds', (word, seconds) => {
    expect(secondsOfWait(word)).toBe(seconds);
  });

  it.each([[undefined], ['soon'], ['-1'], ['0'], ['Infinity']])(
    'have a default for %s',
    (given) => {
      expect(deadlinesOf(given)).toEqual(deadlinesOf('10'));
    },
  );
});

describe('writing an answer', () => {
  it('writes all of it', () => {
    const path = join(machine.root, 'out');
    const descriptor = openSync(path, 'w');
    expect(writeWhole(descriptor, 'ü'.repeat(100_000), () => 1000)).toBe(true);
    closeSync(descriptor);
    expect(readFileSync(path, 'utf8')).toBe('ü'.repeat(100_000));
  });

  it('says when it cannot', () => {
    const path = machine.put('out', '');
    const descriptor = openSync(path, 'r');
    expect(writeWhole(descriptor, 'x', () => 1000)).toBe(false);
    closeSync(descriptor);
    expect(writeWhole(descriptor, '', () => 1000)).toBe(true);
  });
});
