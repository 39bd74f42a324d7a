import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { SURROUNDINGS } from './told.ts';

/** Languages in which a line would take commands that are typed later. */
function typedLater(line: string): readonly unknown[] {
  return analyse(line, SURROUNDINGS)
    .actions.filter(
      ({ name, params }) => name === 'code.execute' && params['source'] === 'interactive',
    )
    .map(({ params }) => params['language']);
}

describe('programs that take commands as they are typed', () => {
  it.each([
    ...['fish', 'pwsh', 'pwsh -NoLogo', 'tclsh', 'expect', 'R', 'julia', 'jshell', 'scala', 'iex'],
    ...['script', 'script -q out', 'tmux', 'tmux new -s x', 'screen', 'screen -S x'],
    ...[
      'vim',
      'vim notes.txt',
      'vi -c "set nu" notes.txt',
      'nvim +12 a',
      'ed a',
      'nano a',
      'emacs a',
    ],
    ...['gdb', 'gdb ./a.out', 'lldb', 'psql', 'psql -h db app', 'mysql app', 'sqlite3 x.db'],
    ...['mongosh', 'sudo vim a', 'env fish', 'fish && echo done'],
  ])('%s', (line) => {
    expect(typedLater(line)).toHaveLength(1);
  });

  it.each([
    ...['fish -c ls', 'echo ls | fish', 'pwsh -Command ls', 'pwsh x.ps1', 'tclsh x.tcl'],
    ...['R -e "1"', 'julia x.jl', 'scala --version', 'script -c ls out', 'tmux new -d -s x'],
    // A session that runs already was judged when it was started.
    ...[
      'tmux ls',
      'tmux attach',
      'tmux respawn-window',
      'tmux display',
      'tmux new -s x "npm start"',
      'screen -ls',
      'screen -dmS x npm start',
    ],
    ...[
      'vim -c wq a',
      'vim -es -c "%s/a/b/" -c "x" a',
      'vim +qa a',
      'ed a < script',
      'rvim a',
      'rnano a',
    ],
    ...['emacs --batch --eval "(message 1)"', 'gdb -batch -ex bt', 'psql -c "select 1"', 'psql -l'],
    ...['mysql < dump.sql', 'sqlite3 x.db "select 1"', 'psql -f a.sql', 'mongosh --eval 1'],
    ...['psql --version', 'vim --version', 'docker exec -it x bash', 'ssh host'],
  ])('not %s', (line) => {
    expect(typedLater(line)).toEqual([]);
  });
});
