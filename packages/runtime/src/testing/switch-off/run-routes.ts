import { folderOf, nameOf, type Route } from './change-routes.ts';

/** Ways to start a program of the hook oneself, by its absolute path. */
export const RUN_ROUTES: readonly Route[] = [
  ['its path', (path) => `${path} ls`],
  ['its path in quotes', (path) => `"${path}" ls`],
  ['its name in its folder', (path) => `cd ${folderOf(path)} && ./${nameOf(path)} ls`],
  ['its folder in a variable', (path) => `P=${folderOf(path)}; $P/${nameOf(path)} ls`],
  ['its folder in PATH', (path) => `PATH=${folderOf(path)}:$PATH ${nameOf(path)} ls`],
  ['env', (path) => `env A=b ${path} ls`],
  ['exec', (path) => `exec ${path} ls`],
  ['timeout', (path) => `timeout 5 ${path} ls`],
  ['nohup, behind', (path) => `nohup ${path} ls &`],
  ['xargs', (path) => `echo ls | xargs ${path}`],
  ['find -exec', (path) => `find . -maxdepth 0 -exec ${path} ls {} \\;`],
  ['a shell in a shell', (path) => `sh -c '${path} ls'`],
  ['a script for node', (path) => `node ${path} 15 < evil`],
  ['a script for sh', (path) => `sh ${path} ls`],
  ['the dot', (path) => `. ${path}`],
  ['Python', (path) => `python3 -c "import subprocess; subprocess.run(['${path}', 'ls'])"`],
  ['node', (path) => `node -e "require('child_process').execFileSync('${path}', ['ls'])"`],
];
