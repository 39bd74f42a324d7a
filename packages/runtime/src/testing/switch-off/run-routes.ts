import { folderOf, nameOf, type Route } from './change-routes.ts';

/** Ways to start a program of the hook oneself, by its absolute path. */
export const RUN_ROUTES: readonly Route[] = [
  ['started by its path', (path) => `${path} ls`],
  ['started by its path in quotes', (path) => `"${path}" ls`],
  ['started by its name in its folder', (path) => `cd ${folderOf(path)} && ./${nameOf(path)} ls`],
  ['started by its folder in a variable', (path) => `P=${folderOf(path)}; $P/${nameOf(path)} ls`],
  ['started by its folder in PATH', (path) => `PATH=${folderOf(path)}:$PATH ${nameOf(path)} ls`],
  ['started by env', (path) => `env A=b ${path} ls`],
  ['started by exec', (path) => `exec ${path} ls`],
  ['started by timeout', (path) => `timeout 5 ${path} ls`],
  ['started by nohup, behind', (path) => `nohup ${path} ls &`],
  ['started by xargs', (path) => `echo ls | xargs ${path}`],
  ['started by find -exec', (path) => `find . -maxdepth 0 -exec ${path} ls {} \\;`],
  ['started by a shell in a shell', (path) => `sh -c '${path} ls'`],
  ['run as a script by node', (path) => `node ${path} 15 < evil`],
  ['run as a script by sh', (path) => `sh ${path} ls`],
  ['read by the dot', (path) => `. ${path}`],
  [
    'started by Python',
    (path) => `python3 -c "import subprocess; subprocess.run(['${path}', 'ls'])"`,
  ],
  [
    'started by node',
    (path) => `node -e "require('child_process').execFileSync('${path}', ['ls'])"`,
  ],
];
