import type { Findings } from '../code/interpret/findings.ts';
import { filePath } from '../powershell/paths.ts';
import type { Value } from '../program.ts';
import { reportedHost } from './host.ts';

type Describe = (findings: Findings, args: readonly Value[]) => void;

function lower(args: readonly Value[]): string {
  return args.map(({ text }) => text.toLowerCase()).join(' ');
}

function operands(args: readonly Value[]): readonly Value[] {
  return args.filter(({ text }) => !/^[-/]/.test(text));
}

/** The word after a switch (`/tn NAME`). */
function after(args: readonly Value[], name: RegExp): Value | undefined {
  const at = args.findIndex(({ text }) => name.test(text));
  return at < 0 ? undefined : args[at + 1];
}

const AUTOSTART = /\\run(?:once)?(?:$|\\|\s)|\\winlogon|\\services\\|\\image file execution/i;

function registry(findings: Findings, args: readonly Value[]): void {
  const [verb, key] = operands(args);
  const name = verb?.text.toLowerCase() ?? '';
  if (/^(?:query|compare|export)$/.test(name)) {
    if (key !== undefined && /\\(?:sam|security|system)$/i.test(key.text) && name === 'export')
      findings.action('secret.read', { kind: 'system-secret' });
    return;
  }
  if (name === 'save' && key !== undefined)
    findings.action('secret.read', { kind: 'system-secret' });
  else if (name === 'add' && key !== undefined && AUTOSTART.test(key.text))
    findings.action('system.persist', { verb: 'registry' });
  else
    findings.action('system.service', {
      verb: `registry-${name}`,
      target: key,
      destructive: name === 'delete',
    });
}

function certutil(findings: Findings, args: readonly Value[]): void {
  const url = args.find(({ text }) => /^https?:/i.test(text));
  const files = operands(args).filter((word) => word !== url);
  const target = files.at(-1);
  if (url !== undefined) {
    findings.action('web.fetch', { url, host: reportedHost(url), method: 'GET', upload: false });
    if (target !== undefined) findings.action('file.write', { file_path: filePath(target, false) });
  } else if (/[-/](?:de|en)code/.test(lower(args))) {
    const [from, to] = files;
    if (from !== undefined) findings.action('file.read', { file_path: filePath(from, false) });
    if (to !== undefined) findings.action('file.write', { file_path: filePath(to, false) });
  }
}

/** Programs that run code or a page from an address (`mshta http://…`). */
function runsRemote(findings: Findings, args: readonly Value[]): void {
  const remote = args.find(({ text }) => /https?:\/\//i.test(text));
  if (remote === undefined) {
    const [file] = operands(args);
    if (/(?:javascript|vbscript):/i.test(lower(args))) findings.unknown('dynamic-code');
    else if (file !== undefined) {
      findings.action('code.execute', { source: 'file', file_path: filePath(file, false) });
      findings.unknown('script-body');
    }
    return;
  }
  const address = /https?:\/\/\S*/i.exec(remote.text)?.[0] ?? remote.text;
  const url = { ...remote, text: address };
  findings.action('web.fetch', { url, host: reportedHost(url), method: 'GET', upload: false });
  findings.remoteCode(address);
}

function wmic(findings: Findings, args: readonly Value[]): void {
  const text = lower(args);
  const created = /process call create\s+(.*)/.exec(args.map((word) => word.text).join(' '))?.[1];
  if (created !== undefined) findings.unknown('dynamic-code');
  if (/shadowcopy\s+delete/.test(text)) shadows(findings);
  if (/process\s.*\bdelete\b|call terminate/.test(text))
    findings.action('system.process', { verb: 'kill', broad: true });
}

function shadows(findings: Findings): void {
  findings.action('system.disk', { verb: 'delete-shadow-copies' });
}

const PROGRAMS: { readonly [name: string]: Describe } = {
  reg: registry,
  certutil,
  mshta: runsRemote,
  regsvr32: runsRemote,
  rundll32: runsRemote,
  cscript: runsRemote,
  wscript: runsRemote,
  msiexec: runsRemote,
  wmic,
  bitsadmin: (findings, args) => {
    const url = args.find(({ text }) => /^https?:/i.test(text));
    const target = args.at(-1);
    if (url === undefined) return;
    findings.action('web.fetch', { url, host: reportedHost(url), method: 'GET', upload: false });
    if (target !== undefined && target !== url)
      findings.action('file.write', { file_path: filePath(target, false) });
  },
  schtasks: (findings, args) => {
    const text = lower(args);
    if (/\/(?:create|change)\b/.test(text)) {
      findings.action('system.persist', { verb: 'scheduled-task' });
      const command = after(args, /^\/tr$/i);
      if (command !== undefined)
        findings.argv([
          { text: 'cmd', known: true, taint: {} },
          { text: '/c', known: true, taint: {} },
          command,
        ]);
    } else if (/\/(?:delete|end)\b/.test(text))
      findings.action('system.service', {
        verb: 'scheduled-task',
        target: after(args, /^\/tn$/i),
        destructive: true,
      });
  },
  taskkill: (findings, args) => {
    const target = after(args, /^[-/](?:im|pid|fi)$/i);
    findings.action('system.process', {
      verb: 'kill',
      target,
      broad: /\*/.test(target?.text ?? ''),
    });
  },
  format: (findings, args) => {
    const [volume] = operands(args);
    if (volume !== undefined && /^[a-z*]:/i.test(volume.text))
      findings.action('system.disk', { verb: 'format', file_path: volume });
  },
  diskpart: (findings) => findings.action('system.disk', { verb: 'partition' }),
  vssadmin: (findings, args) => {
    if (/delete|resize/.test(lower(args))) shadows(findings);
  },
  wbadmin: (findings, args) => {
    if (/delete/.test(lower(args))) shadows(findings);
  },
  bcdedit: (findings, args) => {
    if (args.length > 0 && !/^\/enum/.test(lower(args)))
      findings.action('system.service', { verb: 'bcdedit', destructive: true });
  },
  fsutil: (findings, args) => {
    if (/deletejournal|setzerodata/.test(lower(args)))
      findings.action('system.disk', { verb: 'fsutil' });
  },
  cipher: (findings, args) => {
    if (/\/w/.test(lower(args))) findings.action('system.disk', { verb: 'wipe-free-space' });
  },
  wevtutil: (findings, args) => {
    if (/^(?:cl|clear-log)\b/.test(lower(args)))
      findings.action('system.service', { verb: 'clear-log', target: args[1], destructive: true });
  },
  net: (findings, args) => {
    const text = lower(args);
    if (/^(?:user|localgroup|group)\b.*\s\/(?:add|delete|active)|^user \S+ [^/]/.test(text))
      findings.action('system.user', { verb: 'net', target: args[1] });
    if (/^(?:stop|start)\b/.test(text))
      findings.action('system.service', {
        verb: args[0]?.text.toLowerCase(),
        target: args[1],
        destructive: text.startsWith('stop'),
      });
  },
  netsh: (findings, args) => {
    if (/firewall.*\b(?:set|add|delete|reset)\b/.test(lower(args)))
      findings.action('system.service', { verb: 'firewall', destructive: true });
  },
  takeown: (findings, args) => {
    const path = after(args, /^\/f$/i);
    if (path !== undefined)
      findings.action('file.chmod', {
        file_path: filePath(path, true),
        recursive: /\/r\b/.test(lower(args)),
      });
  },
  icacls: (findings, args) => {
    const [path] = operands(args);
    if (path !== undefined && args.length > 1)
      findings.action('file.chmod', {
        file_path: filePath(path, true),
        recursive: /\/t\b/.test(lower(args)),
      });
  },
  setx: (findings) => findings.action('system.persist', { verb: 'environment' }),
  cmdkey: (findings, args) => {
    if (/\/list/.test(lower(args))) findings.action('secret.read', { kind: 'password' });
  },
};

/** How many programs of Windows are described here. */
export function countWindowsPrograms(): number {
  return Object.keys(PROGRAMS).length;
}

/** Reports what a program that comes with Windows would do, besides its `command.run`. */
export function describeWindowsProgram(
  findings: Findings,
  program: string,
  args: readonly Value[],
): void {
  const base = program.replaceAll('\\', '/').toLowerCase();
  const name = base.slice(base.lastIndexOf('/') + 1).replace(/\.(?:exe|com)$/, '');
  if (Object.hasOwn(PROGRAMS, name)) PROGRAMS[name]?.(findings, args);
}
