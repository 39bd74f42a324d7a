import { describe, expect, it } from 'vitest';
import { analyse } from '../analyse.ts';
import { analyseCode } from '../code/index.ts';
import { PLACE } from '../testing/line.ts';

const unknownIn = (line: string) => analyse(line, PLACE, { code: analyseCode }).unknown;

describe('a file that code of the line made, and the line runs', () => {
  it.each([
    `python3 -c "print('rm x')" > a.sh; sh a.sh`,
    `python3 -c "print('rm x')" >> a.sh; sh a.sh`,
    `python3 - <<'E' > a.sh && bash a.sh\nprint('rm x')\nE`,
    `perl -e 'print "rm x"' > a.sh; . ./a.sh`,
    `ruby -e 'puts "rm x"' > a.sh; chmod +x a.sh && ./a.sh`,
    `node -e "console.log('rm x')" > a.mjs; node a.mjs`,
    `php -r 'echo "rm x";' | tee a.sh; sh a.sh`,
    `{ echo :; python3 -c "print('rm x')"; } > a.sh; sh a.sh`,
    `python3 -c "print('rm x')" > a; cp a b.sh; sh b.sh`,
    `python3 -c "print('rm x')" > a; mv a b.sh; sh b.sh`,
    `bash <(python3 -c "print('rm x')")`,
    `awk 'BEGIN { print "rm x" > "a.sh" }'; sh a.sh`,
    `awk 'BEGIN { print "rm x" >> "a.sh" }'; sh a.sh`,
    `awk 'BEGIN { printf "rm x" }' > a.sh; sh a.sh`,
    `awk '{ print "mv " $1 " x" }' names > a.sh; sh a.sh`,
    `sed -n 'w a.sh' names; sh a.sh`,
    `sed 's/.*/rm x/w a.sh' names; sh a.sh`,
  ])('%s', (line) => {
    expect(unknownIn(line)).toContain('dynamic-code');
  });
});

describe('a file that is only read, or made of others', () => {
  it.each([
    `python3 -c "print('rm x')" > a.txt; cat a.txt`,
    `python3 -c "print('{}')" > a.json; node build.js a.json; sh build.sh`,
    `awk '{ print $1 > "a.txt" }' names; wc -l a.txt`,
    `awk '{ print $1 }' names > a.sh; sh a.sh`,
    `awk -F: '{ print $1 ":" $2 }' names > a.sh; sh a.sh`,
    `sed -n 'w a.txt' names; cat a.txt`,
    "sed 's/a/b/' a.sh > b.sh; sh b.sh",
    `perl -pe 's/a/b/' a.sh > b.sh; sh b.sh`,
    'cat a.sh b.sh > c.sh; sh c.sh',
    'git show HEAD:a.sh > b.sh; sh b.sh',
    'python3 gen.py > out.py && python3 out.py',
    'node gen.js > src/a.ts && node src/a.ts',
    './gen > a.sh; sh a.sh',
    'make > log; cat log',
    '. <(kubectl completion bash)',
    'python3 -m venv env && . env/bin/activate',
  ])('%s', (line) => {
    expect(unknownIn(line)).not.toContain('dynamic-code');
  });
});
