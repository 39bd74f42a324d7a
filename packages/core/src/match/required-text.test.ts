import { describe, expect, it } from 'vitest';
import { lowerRegex } from './linear-regex.ts';
import { requiredTextOf, requiredTextsOfRegex } from './required-text.ts';

const needles = (pattern: string): readonly string[] | undefined => {
  const lowered = lowerRegex(pattern);
  if (!lowered.ok) throw new Error(lowered.message);
  return requiredTextsOfRegex(lowered.source);
};

describe('texts a regex needs', () => {
  it.each([
    ['\\brm\\s', ['rm']],
    ['\\.env$', ['.env']],
    ['(?i)drop\\s+table', ['table']],
    ['curl.*\\|\\s*(?:bash|sh)', ['curl']],
    ['git (?:push|fetch) --force', [' --force']],
    ['\\b(?:curl|wget)\\b', ['curl', 'wget']],
    ['(?:ab)+c', ['abc']],
    ['(?:a|b)+cd', ['cd']],
    ['abc?', ['ab']],
    ['(?i)k8s', ['k8s']],
  ])('%s needs %j', (pattern, expected) => {
    expect(needles(pattern)).toEqual(expected);
  });

  it.each(['.*', 'a', '[ab][cd]', 'ab|.', '(?:abc)?', '(?:abc)*', 'ab|c', 'é+', ''])(
    'knows nothing that %j needs',
    (pattern) => {
      expect(needles(pattern)).toBeUndefined();
    },
  );

  it.each([
    ['Force', 'force'],
    ['äö-with-umlauts', '-with-umlauts'],
    ['é', undefined],
    ['x', undefined],
  ])('the text %j needs %j', (text, expected) => {
    expect(requiredTextOf(text)).toBe(expected);
  });
});
