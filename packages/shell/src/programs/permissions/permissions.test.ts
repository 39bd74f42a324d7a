import { describe, expect, it } from 'vitest';
import { told } from '../testing/told.ts';
import { PERMISSION_PROGRAMS } from './index.ts';

const change = (line: string) => told(PERMISSION_PROGRAMS, ...line.split(' '));

describe('programs that change who may do what', () => {
  it.each([
    ['chmod 755 a', ['file.chmod file_path=a mode=755']],
    ['chmod -R 777 /', ['file.chmod file_path=/ mode=777 recursive=true']],
    ['chmod --rec 000 /', ['file.chmod file_path=/ mode=000 recursive=true']],
    [
      'chmod -fR a+w x y',
      [
        'file.chmod file_path=x mode=a+w recursive=true',
        'file.chmod file_path=y mode=a+w recursive=true',
      ],
    ],
    ['chmod -x a', ['file.chmod file_path=a mode=-x']],
    ['chmod a -x', ['file.chmod file_path=a mode=-x']],
    ['chmod -R --reference --help /', ['file.chmod file_path=/ recursive=true']],
    ['chmod --reference=r a', ['file.chmod file_path=a']],
    ['chmod -- -x a', ['file.chmod file_path=a mode=-x']],
    ['chown -R u:g /', ['file.chmod file_path=/ recursive=true']],
    ['chown -h -R --reference=/tmp/r /', ['file.chmod file_path=/ recursive=true']],
    ['chown --from=a b f', ['file.chmod file_path=f']],
    ['chgrp g a b', ['file.chmod file_path=a', 'file.chmod file_path=b']],
    ['chattr -i /etc/passwd', ['file.chmod file_path=/etc/passwd mode=-i']],
    ['chattr -R +i d', ['file.chmod file_path=d mode=+i recursive=true']],
    ['setfacl -R -m u:x:rwx d', ['file.chmod file_path=d mode=u:x:rwx recursive=true']],
    ['setfacl --restore=acl', ['file.read file_path=acl', 'file.chmod file_path=. recursive=true']],
    ['install a b', ['file.copy file_path=a to=b']],
    ['install -m 4755 a b', ['file.copy file_path=a to=b', 'file.chmod file_path=b mode=4755']],
    ['install -t d a b', ['file.copy file_path=a to=d/a', 'file.copy file_path=b to=d/b']],
    [
      'install -dm 700 d',
      ['file.write file_path=d append=true creates=true', 'file.chmod file_path=d mode=700'],
    ],
    [
      'install -s --strip-program=rm a b',
      ['file.copy file_path=a to=b', 'run install rm b', 'file.delete file_path=b'],
    ],
    ['chcon -R -t httpd_t d', ['file.chmod file_path=d recursive=true']],
    ['setcap cap_net_raw+ep f', ['file.chmod file_path=f mode=cap_net_raw+ep']],
    ['xattr -d com.apple.quarantine f', ['file.chmod file_path=f']],
    ['xattr -cr f', ['file.chmod file_path=f recursive=true']],
    ['icacls f /grant Everyone:F', ['file.chmod file_path=f']],
    ['takeown /F f /R', ['file.chmod file_path=f recursive=true']],
  ])('%s', (line, expected) => {
    expect(change(line)).toEqual(expected);
  });

  it.each([
    ['chmod --help'],
    ['chmod --version 777 /'],
    ['chmod 777'],
    ['chown u'],
    ['xattr f'],
    ['xattr -p com.apple.quarantine f'],
    ['icacls f'],
    ['setfacl --test -m u:x:r f'],
    ['install --help'],
  ])('%s changes nothing', (line) => {
    expect(change(line)).toEqual([]);
  });
});
