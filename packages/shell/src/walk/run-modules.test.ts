import { describe, expect, it } from 'vitest';
import { analyse } from '../analyse.ts';
import { analyseCode } from '../code/index.ts';
import { PLACE } from '../testing/line.ts';

const read = (line: string) => analyse(line, PLACE, { code: analyseCode });
const commandsOf = (line: string) =>
  read(line).actions.flatMap(({ name, params }) =>
    name === 'command.run' ? [params['command']] : [],
  );

describe('a module that the line writes', () => {
  it.each([
    "echo 'import os; os.system(\"rm x\")' > m.py && python3 -c 'import m'",
    "echo 'import os; os.system(\"rm x\")' > m.py && python3 -c 'import os, m as y'",
    "echo 'import os; os.system(\"rm x\")' > m.py && python3 -c 'from m import *'",
    "echo 'import os; os.system(\"rm x\")' > a/m.py && python3 -c 'import a.m'",
    "echo 'import os; os.system(\"rm x\")' > m.py; echo 'import m' > n.py; python3 -c 'import n'",
    'echo \'import os; os.system("rm x")\' > m.py; python3 -c \'__import__("m")\'',
    'echo \'require("child_process").execSync("rm x")\' > m.js; node -e \'require("./m")\'',
    'echo \'system("rm x")\' > m.rb; ruby -e \'require "./m"\'',
  ])('%s is run where it is loaded', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it('is not run where another is loaded, and once if it loads itself', () => {
    const written = 'echo \'import os; os.system("rm x")\' > m.py; ';
    expect(commandsOf(`${written}python3 -c 'import json'`)).not.toContain('rm x');
    expect(read("echo 'import m' > m.py; python3 -c 'import m'").unknown).toEqual([]);
  });
});
