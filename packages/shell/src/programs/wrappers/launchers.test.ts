import { describe, expect, it } from 'vitest';
import { commandsOf, unknownOf } from '../../testing/line.ts';

describe('programs that start a command', () => {
  it.each([
    'run-one rm x',
    'keep-one-running rm x',
    'tsp -L label rm x',
    'daemonize -c /tmp -o log rm x',
    'logsave -a build.log rm x',
    'timelimit -t 5 -T 1 rm x',
    'uclampset -m 1 rm x',
    'pipesz -s 4096 -- rm x',
    'rr record -a rm x',
    'uftrace record -F main rm x',
    'coresched new -t pid -- rm x',
    'coresched copy -s 1 -- rm x',
    'wait-for-it db:5432 -t 30 -- rm x',
    './wait-for-it.sh db:5432 -- rm x',
    'dockerize -wait tcp://db:5432 -timeout 60s -- rm x',
    "mispipe 'rm x' ls",
    "mispipe ls 'rm x'",
    'repeat 3 rm x',
    'sched +1 rm x',
    "emulate sh -c 'rm x'",
    "emulate -R zsh -c 'rm x'",
    'zargs -- x -- rm',
    'zf_rm x',
    'bash-static -c "rm x"',
    "static-sh -c 'rm x'",
    "ysh -c 'rm x'",
    "brush -c 'rm x'",
    "echo 'shell rm x' > g; gdb -batch -x g a.out",
    "echo '!rm x' > g; lldb -b -s g a.out",
    "fish -c 'true; and rm x'",
    "fish -c 'false; or not rm x'",
  ])('%s runs rm x', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it.each([
    'run-one npm test',
    'tsp -l',
    'logsave build.log make',
    'rr replay',
    'uftrace report',
    'coresched get -s 1',
    'wait-for-it db:5432',
    'dockerize --help',
    'repeat 3 echo rm x',
    'emulate -L zsh',
    'zargs -- rm x -- ls',
    'zf_mkdir -p rm',
    "echo 'break main' > g; gdb -batch -x g a.out",
    "fish -c 'echo one and rm x'",
  ])('%s runs none', (line) => {
    expect(commandsOf(line)).not.toContain('rm x');
    expect(unknownOf(line)).toEqual([]);
  });
});
