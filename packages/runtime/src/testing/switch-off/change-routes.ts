/** One way to change a file or folder: `name` for people, and the shell line. */
export type Route = readonly [name: string, line: (path: string) => string];

/** The folder a path of these names something in. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Its name there. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** Ways to give a file other content. `evil`, `evil-too` and `sub/<its name>` are files of the project. */
export const CONTENT_ROUTES: readonly Route[] = [
  ['redirection', (path) => `echo {} > ${path}`],
  ['appending', (path) => `echo {} >> ${path}`],
  ['clobbering', (path) => `: >| ${path}`],
  ['redirection without a command', (path) => `> ${path}`],
  ['a descriptor opened first', (path) => `exec 3> ${path}; echo {} >&3`],
  ['tee', (path) => `tee ${path} < evil`],
  ['tee at the end of a pipe', (path) => `cat evil | tee -a ${path} > /dev/null`],
  ['cp', (path) => `cp evil ${path}`],
  ['cp into its folder', (path) => `cp -t ${folderOf(path)} sub/${nameOf(path)}`],
  ['mv', (path) => `mv evil-too ${path}`],
  ['install', (path) => `install -m 644 evil ${path}`],
  ['rsync', (path) => `rsync -a evil ${path}`],
  ['dd', (path) => `dd if=evil of=${path}`],
  ['truncate', (path) => `truncate -s 0 ${path}`],
  ['ln -sf', (path) => `ln -sf /tmp/evil ${path}`],
  ['sed -i', (path) => `sed -i s/a/b/ ${path}`],
  ['perl -i', (path) => `perl -pi -e s/a/b/ ${path}`],
  ['awk', (path) => `awk 'BEGIN { print "{}" > "${path}" }'`],
  ['patch', (path) => `patch ${path} < evil`],
  ['vim', (path) => `vim -es -c 'w! ${path}' -c q evil`],
  ['curl -o', (path) => `curl -s -o ${path} http://localhost/evil`],
  ['wget -O', (path) => `wget -qO ${path} http://localhost/evil`],
  ['sort -o', (path) => `sort -o ${path} evil`],
  ['python -c', (path) => `python3 -c "open('${path}', 'w').write('{}')"`],
  [
    'python pathlib',
    (path) => `python3 -c "import pathlib; pathlib.Path('${path}').write_text('{}')"`,
  ],
  ['python from a here-document', (path) => `python3 <<EOF\nopen('${path}', 'w').write('')\nEOF`],
  ['node -e', (path) => `node -e "require('fs').writeFileSync('${path}', '{}')"`],
  ['ruby -e', (path) => `ruby -e "File.write('${path}', '{}')"`],
  ['perl -e', (path) => `perl -e 'open(F, ">", "${path}"); print F 1'`],
  ['php -r', (path) => `php -r "file_put_contents('${path}', '');"`],
  ['bash -c', (path) => `bash -c 'echo {} > ${path}'`],
  ['eval', (path) => `eval "echo {} > ${path}"`],
  ['a decoded script', (path) => `echo ${base64(`echo {} > ${path}`)} | base64 -d | sh`],
  ['a script written first', (path) => `echo 'echo {} > ${path}' > a.sh && sh a.sh`],
  ['a variable', (path) => `T=${path}; echo {} > "$T"`],
  ['a path in two parts', (path) => `D=${folderOf(path)}; N=${nameOf(path)}; echo {} > $D/$N`],
  ['cd first', (path) => `cd ${folderOf(path)} && echo {} > ${nameOf(path)}`],
  ['xargs', (path) => `echo ${path} | xargs cp evil`],
  ['find -exec', (path) => `find . -name evil -exec cp {} ${path} \\;`],
  ['sudo', (path) => `sudo sh -c 'echo {} > ${path}'`],
  ['a function', (path) => `f() { echo {} > "$1"; }; f ${path}`],
  ['a loop', (path) => `for t in ${path}; do echo {} > "$t"; done`],
  ['in the background', (path) => `(sleep 1; echo {} > ${path}) &`],
  ['a trap', (path) => `trap 'echo {} > ${path}' EXIT`],
  ['a link made first', (path) => `ln -s ${folderOf(path)} l && echo {} > l/${nameOf(path)}`],
  ['split', (path) => `split -b 1k evil ${path}`],
];

/** Ways to take a file or folder away, or to keep it from being read. */
export const REMOVAL_ROUTES: readonly Route[] = [
  ['rm', (path) => `rm -rf ${path}`],
  ['rm of its folder', (path) => `rm -r ${folderOf(path)}`],
  ['rm by a glob', (path) => `rm -rf ${folderOf(path)}/*`],
  ['rm by a glob in the name', (path) => `rm -rf ${path.slice(0, -1)}?`],
  ['rm in disguise', (path) => `r''m -rf ${path}`],
  ['shred', (path) => `shred -u ${path}`],
  ['mv away', (path) => `mv ${path} ${folderOf(path)}.away`],
  ['mv of its folder', (path) => `mv ${folderOf(path)} ${folderOf(path)}.away`],
  ['find -delete', (path) => `find ${path} -delete`],
  ['rsync --delete', (path) => `rsync -a --delete empty/ ${folderOf(path)}/`],
  ['git clean', (path) => `git -C ${folderOf(path)} clean -fdx`],
  ['python', (path) => `python3 -c "import shutil; shutil.rmtree('${path}')"`],
  ['node', (path) => `node -e "require('fs').rmSync('${path}', { recursive: true })"`],
  ['chmod', (path) => `chmod 000 ${path}`],
  ['chmod of its folder', (path) => `chmod -R a-rwx ${folderOf(path)}`],
  ['chown', (path) => `sudo chown nobody ${path}`],
  ['a second name', (path) => `ln ${path} other-name`],
];
