import { fileTaint } from '../code/api/entries.ts';
import { environmentTaint, WHOLE_ENVIRONMENT } from '../code/interpret/knowledge.ts';
import {
  asWord,
  choice,
  instance,
  list,
  type Thing,
  taintOf,
  unknownThing,
  wordOf,
} from '../code/interpret/thing.ts';
import type { Taint, Value } from '../program.ts';
import { joinAllTaints, joinTaints } from '../values/taint.ts';
import { literal } from '../values/value.ts';
import type { Cmdlet, CmdletCall } from './cmdlet.ts';
import { drive, inFolder } from './paths.ts';

const PATHS = 'path =filepath literalpath =pspath =lp';
const FILTERS = 'filter include exclude credential stream';

/** Reports an action on each path that is a file, and one on each that is not. */
function onItems(
  call: CmdletCall,
  verb: string,
  paths: readonly Value[],
  report: (path: Value) => void,
): void {
  for (const path of paths) {
    const name = drive(path);
    if (name === undefined) report(path);
    else if (/^(?:hk|registry)/.test(name)) changeRegistry(call, verb, path);
  }
}

/** Keys whose values are run at every start or log-on. */
const AUTOSTART =
  /\\run(?:once|services)?(?:\\|$)|\\winlogon|\\policies\\explorer\\run|\\services\\|\\image file execution/i;

function changeRegistry(call: CmdletCall, verb: string, path: Value): void {
  const key = path.text.replaceAll('/', '\\');
  if (verb !== 'remove' && AUTOSTART.test(key))
    call.findings.action('system.persist', { verb: 'registry' });
  else
    call.findings.action('system.service', {
      verb: `registry-${verb}`,
      target: { ...path, text: key },
      destructive: verb === 'remove',
    });
}

function remove(call: CmdletCall): undefined {
  const recursive = call.has('recurse') || call.has('rf') || call.has('fr');
  onItems(call, 'remove', call.paths('path', 'literalpath'), (path) =>
    call.findings.action('file.delete', {
      file_path: path,
      ...(recursive ? { recursive } : {}),
    }),
  );
  return undefined;
}

function write(append: boolean): (call: CmdletCall) => Thing | undefined {
  return (call) => {
    const given = call.value('value', 'inputobject') ?? call.input;
    const content = given === undefined ? undefined : asWord(given);
    const paths = call.paths('path', 'literalpath').filter(() => call.value('path', 'literalpath'));
    const appends = append || call.has('append');
    onItems(call, 'set', paths, (path) =>
      call.findings.action('file.write', {
        file_path: path,
        ...(content?.known ? { content: content.text } : {}),
        ...(appends ? { append: true } : {}),
      }),
    );
    return unknownThing();
  };
}

/** What reading an item gives: a file's content or a variable of the environment. */
function read(call: CmdletCall): Thing {
  const taints: Taint[] = [];
  for (const path of call.paths('path', 'literalpath')) {
    const name = drive(path);
    if (name === undefined) {
      call.findings.action('file.read', { file_path: path });
      taints.push(joinTaints(path.taint, fileTaint(path)));
    } else if (name === 'env' || name === 'environment') taints.push(environmentOf(path));
  }
  return unknownThing(joinAllTaints(taints));
}

function environmentOf(path: Value): Taint {
  const variable = path.text.replace(/^[^:]*::?[\\/]*/, '');
  return variable === '' || /^\*+$/.test(variable) ? WHOLE_ENVIRONMENT : environmentTaint(variable);
}

function children(call: CmdletCall): Thing {
  const given = call.paths('path', 'literalpath');
  const folders = given.length === 0 ? [literal('.')] : given;
  const filters = call.words('filter', 'include');
  const recursive = call.has('recurse') || call.has('depth');
  const found = folders.map((folder): Thing => {
    const name = drive(folder);
    if (name === 'env' || name === 'environment') return unknownThing(environmentOf(folder));
    if (name !== undefined) return unknownThing();
    call.findings.action('file.list', {
      file_path: folder,
      ...(recursive ? { recursive: true } : {}),
    });
    if (folder.pattern !== undefined && filters.length === 0 && !recursive) return path(folder);
    const names = filters.length === 0 ? ['*'] : filters.map(({ text }) => text);
    return choice(names.map((entry) => path(inFolder(folder, entry))));
  });
  return list(found, false);
}

function path(value: Value): Thing {
  return instance('path', wordOf(value));
}

/** Items as they are: their paths are what matters of them. */
function items(call: CmdletCall): Thing {
  const paths = call.paths('path', 'literalpath');
  if (paths.some((each) => /^env/.test(drive(each) ?? ''))) return read(call);
  return list(paths.map(path));
}

function pairs(action: string): (call: CmdletCall) => Thing {
  return (call) => {
    const target = call.paths('destination', 'newname')[0];
    const given = call.paths('path', 'literalpath');
    for (const from of given) {
      const to = target ?? literal('.');
      if (drive(from) !== undefined) continue;
      const isRename = call.value('newname') !== undefined && !to.text.includes('/');
      const folder = from.text.slice(0, from.text.lastIndexOf('/') + 1);
      call.findings.action(action, {
        file_path: from,
        to: isRename ? { ...to, text: `${folder}${to.text}` } : to,
        ...(action === 'file.copy' && call.has('recurse') ? { recursive: true } : {}),
      });
    }
    return unknownThing(joinAllTaints(given.map(fileTaint)));
  };
}

function create(call: CmdletCall): Thing {
  const [given] = call.words('path');
  const [name] = call.words('name');
  const kind = call.text('itemtype')?.toLowerCase() ?? 'file';
  const joined =
    name === undefined
      ? call.paths('path')
      : call.paths('name').map((each) => (given === undefined ? each : under(given, each)));
  const target = call.words('value')[0];
  onItems(call, 'new', joined, (each) => {
    if (/^(?:symboliclink|hardlink|junction)$/.test(kind) && target !== undefined)
      call.findings.action('file.link', { file_path: each, to: target });
    else call.findings.action('file.write', { file_path: each });
  });
  return list(joined.map(path));
}

function under(folder: Value, name: Value): Value {
  const base = folder.text.replaceAll('\\', '/').replace(/\/+$/, '');
  return { ...name, text: `${base}/${name.text}`, known: folder.known && name.known };
}

function search(call: CmdletCall): Thing {
  const pattern = call.words('pattern')[0];
  const files = call.value('path', 'literalpath') === undefined && call.input?.kind === 'word';
  const paths = files ? [] : call.paths('path', 'literalpath');
  for (const each of paths) call.findings.action('file.grep', { file_path: each, pattern });
  const flowing = call.input === undefined ? {} : taintOf(call.input);
  return unknownThing(joinTaints(flowing, joinAllTaints(paths.map(fileTaint))));
}

function setProperty(call: CmdletCall): undefined {
  onItems(call, 'set', call.paths('path', 'literalpath'), (each) =>
    call.findings.action('file.chmod', { file_path: each }),
  );
  return undefined;
}

/** Cmdlets that work on items: files, folders, variables, registry keys. */
export const ITEM_CMDLETS: readonly Cmdlet[] = [
  cmdlet('Remove-Item', `${PATHS} ${FILTERS} recurse! force!`, 'path', remove),
  cmdlet('Clear-Item', `${PATHS} ${FILTERS} force!`, 'path', remove),
  cmdlet('Clear-RecycleBin', 'driveletter force!', '', (call) => {
    call.findings.action('file.delete', { file_path: literal('$Recycle.Bin'), recursive: true });
    return undefined;
  }),
  cmdlet(
    'Get-Content',
    `${PATHS} ${FILTERS} totalcount =head =first tail =last readcount delimiter encoding raw! wait! force! asbytestream!`,
    'path',
    read,
  ),
  cmdlet(
    'Set-Content',
    `${PATHS} value ${FILTERS} encoding nonewline! force! passthru! asbytestream!`,
    'path value',
    write(false),
  ),
  cmdlet(
    'Add-Content',
    `${PATHS} value ${FILTERS} encoding nonewline! force! passthru! asbytestream!`,
    'path value',
    write(true),
  ),
  cmdlet('Clear-Content', `${PATHS} ${FILTERS} force!`, 'path', write(false)),
  cmdlet(
    'Out-File',
    `${PATHS} inputobject encoding width append! noclobber! nonewline! force!`,
    'path encoding',
    write(false),
  ),
  cmdlet('Tee-Object', `${PATHS} inputobject variable encoding append!`, 'path', (call) => {
    write(false)(call);
    return call.input;
  }),
  ...['Export-Csv', 'Export-Clixml'].map((name) =>
    cmdlet(
      name,
      `${PATHS} inputobject delimiter encoding depth append! force! noclobber! notypeinformation! =nti useculture! includetypeinformation!`,
      'path',
      write(false),
    ),
  ),
  ...['Import-Csv', 'Import-Clixml', 'Import-PowerShellDataFile', 'Get-FileHash', 'Format-Hex'].map(
    (name) => cmdlet(name, `${PATHS} delimiter encoding header algorithm`, 'path', read),
  ),
  cmdlet(
    'Copy-Item',
    `${PATHS} destination ${FILTERS} tosession fromsession recurse! force! container! passthru!`,
    'path destination',
    pairs('file.copy'),
  ),
  cmdlet(
    'Move-Item',
    `${PATHS} destination ${FILTERS} force! passthru!`,
    'path destination',
    pairs('file.move'),
  ),
  cmdlet('Rename-Item', `${PATHS} newname force! passthru!`, 'path newname', pairs('file.move')),
  cmdlet('New-Item', 'path name itemtype =type value =target credential force!', 'path', create),
  cmdlet(
    'Get-ChildItem',
    `${PATHS} ${FILTERS} depth attributes recurse! =s force! name! file! directory! =ad hidden! readonly! system! followsymlink!`,
    'path filter',
    children,
  ),
  cmdlet('Get-Item', `${PATHS} ${FILTERS} force!`, 'path', items),
  cmdlet('Get-ItemProperty', `${PATHS} name ${FILTERS}`, 'path name', items),
  cmdlet('Resolve-Path', `${PATHS} relative!`, 'path', items),
  cmdlet(
    'Select-String',
    `${PATHS} pattern inputobject include exclude context encoding culture list! quiet! raw! simplematch! casesensitive! notmatch! allmatches! noemphasis!`,
    'pattern path',
    search,
  ),
  ...['Set-ItemProperty', 'New-ItemProperty', 'Set-Acl', 'Set-Item'].map((name) =>
    cmdlet(
      name,
      `${PATHS} name value propertytype =type aclobject ${FILTERS} force! passthru!`,
      'path name value',
      setProperty,
    ),
  ),
  cmdlet('Remove-ItemProperty', `${PATHS} name ${FILTERS} force!`, 'path name', (call) => {
    onItems(call, 'remove', call.paths('path', 'literalpath'), () => undefined);
    return undefined;
  }),
  cmdlet(
    'Compress-Archive',
    `${PATHS} destinationpath compressionlevel force! update!`,
    'path destinationpath',
    (call) => {
      const taint = taintOf(read(call));
      for (const to of call.paths('destinationpath'))
        call.findings.action('file.write', { file_path: to });
      return unknownThing(taint);
    },
  ),
  cmdlet('Expand-Archive', `${PATHS} destinationpath force!`, 'path destinationpath', (call) => {
    read(call);
    const targets =
      call.value('destinationpath') === undefined ? [literal('.')] : call.paths('destinationpath');
    for (const to of targets)
      call.findings.action('file.write', { file_path: to, recursive: true });
    return undefined;
  }),
];

export function cmdlet(
  name: string,
  parameters: string,
  positions: string,
  run: (call: CmdletCall) => Thing | undefined,
): Cmdlet {
  return { name, parameters, positions, run };
}
