import { WHOLE_ENVIRONMENT } from '../code/interpret/knowledge.ts';
import { type Thing, taintOf, unknownThing, wordOf } from '../code/interpret/thing.ts';
import { joinTaints } from '../values/taint.ts';
import { literal } from '../values/value.ts';
import { type Cmdlet, type CmdletCall, elements } from './cmdlet.ts';
import { cmdlet } from './items.ts';
import { filePath } from './paths.ts';

type Report = (call: CmdletCall) => undefined;

function power(verb: string): Report {
  return (call) => {
    call.findings.action('system.power', { verb });
    return undefined;
  };
}

function disk(verb: string): Report {
  return (call) => {
    const [target] = call.words('driveletter', 'path', 'number');
    call.findings.action('system.disk', { verb, file_path: target });
    return undefined;
  };
}

function service(verb: string, destructive = false): Report {
  return (call) => {
    const [target] = call.words('name', 'displayname', 'inputobject');
    call.findings.action('system.service', { verb, target, destructive });
    return undefined;
  };
}

function user(verb: string): Report {
  return (call) => {
    const [target] = call.words('name', 'group', 'sid');
    call.findings.action('system.user', { verb, target });
    return undefined;
  };
}

function persists(verb: string): Report {
  return (call) => {
    call.findings.action('system.persist', { verb });
    return undefined;
  };
}

function stopProcess(call: CmdletCall): undefined {
  const given = call.words('id', 'name', 'inputobject');
  const flowing = call.input === undefined ? [] : elements(call.input);
  for (const target of given.length > 0 ? given : flowing)
    call.findings.action('system.process', {
      verb: 'kill',
      target,
      broad: /\*/.test(target.text),
    });
  return undefined;
}

/** `Start-Process`: the program, its arguments as one text or a list of words. */
function startProcess(call: CmdletCall): Thing {
  const [program] = call.words('filepath');
  if (program === undefined) return unknownThing();
  const args = call
    .words('argumentlist')
    .flatMap((word) =>
      word.known ? word.text.split(/\s+/).map((text) => literal(text, word.taint)) : [word],
    );
  const cwd = call.words('workingdirectory')[0];
  call.findings.argv([filePath(program, false), ...args], cwd);
  return unknownThing();
}

function runsBlock(call: CmdletCall): Thing | undefined {
  const block = call.value('scriptblock', 'initializationscript');
  for (const path of call.paths('filepath').filter(() => call.value('filepath') !== undefined))
    call.findings.script({ path: path.text, language: 'powershell', args: [] });
  const given = call.value('argumentlist') ?? unknownThing();
  if (block?.kind === 'function') {
    const args = given.kind === 'list' ? given.items : [given];
    return call.api.invoke(block, [call.input ?? unknownThing(), given, ...args]);
  }
  return undefined;
}

/** Each body of `ForEach-Object` runs with the item, as does a method or property named. */
function forEach(call: CmdletCall): Thing | undefined {
  const input = call.input ?? unknownThing();
  const blocks = [call.value('begin'), call.value('process'), call.value('end')];
  const bodies = blocks.filter((block) => block !== undefined);
  const item =
    input.kind === 'list' && input.items.length === 1 ? (input.items[0] ?? input) : input;
  const each = item.kind === 'list' ? item.items : [item];
  let given: Thing | undefined;
  for (const body of bodies)
    for (const one of each.slice(0, 32))
      if (body.kind === 'function') given = call.api.invoke(body, [one, unknownThing()]);
  return given ?? unknownThing(taintOf(input));
}

function evaluate(call: CmdletCall): undefined {
  const code = call.value('command') ?? call.input;
  if (code === undefined) return undefined;
  for (const text of elements(code)) call.api.runCode(wordOf(text));
  return undefined;
}

/** Cmdlets that run code, change processes, services, users, disks or what starts by itself. */
export const SYSTEM_CMDLETS: readonly Cmdlet[] = [
  cmdlet('Invoke-Expression', 'command', 'command', evaluate),
  cmdlet(
    'ForEach-Object',
    'begin process end parallel =process inputobject membername throttlelimit asjob!',
    'process end',
    forEach,
  ),
  cmdlet(
    'Invoke-Command',
    'scriptblock =command filepath =pspath argumentlist =args computername =cn session credential hostname asjob!',
    'scriptblock',
    runsBlock,
  ),
  ...['Start-Job', 'Start-ThreadJob', 'Measure-Command'].map((name) =>
    cmdlet(
      name,
      'scriptblock =command =expression filepath initializationscript argumentlist =args name credential',
      'scriptblock',
      runsBlock,
    ),
  ),
  cmdlet(
    'Start-Process',
    'filepath =pspath =path argumentlist =args workingdirectory verb windowstyle credential redirectstandardoutput =rso redirectstandarderror =rse redirectstandardinput =rsi wait! nonewwindow! =nnw passthru! loaduserprofile! usenewenvironment!',
    'filepath argumentlist',
    startProcess,
  ),
  cmdlet('Invoke-Item', 'path literalpath =pspath filter include exclude', 'path', (call) => {
    for (const path of call.paths('path', 'literalpath')) call.findings.argv([path]);
    return undefined;
  }),
  cmdlet(
    'Import-Module',
    'name =fullyqualifiedname prefix function cmdlet variable alias scope requiredversion minimumversion force! passthru! global! noclobber! disablenamechecking!',
    'name',
    (call) => {
      for (const path of call.words('name'))
        if (/[\\/]|\.psm?1$/i.test(path.text))
          call.findings.script({
            path: filePath(path, false).text,
            language: 'powershell',
            args: [],
          });
      return undefined;
    },
  ),
  cmdlet('Stop-Process', 'id name =processname inputobject force! passthru!', 'id', stopProcess),
  cmdlet('Stop-Computer', 'computername =cn force! credential', 'computername', power('poweroff')),
  cmdlet(
    'Restart-Computer',
    'computername =cn force! credential wait!',
    'computername',
    power('reboot'),
  ),
  cmdlet('Suspend-Computer', 'computername', '', power('suspend')),
  ...[
    'Format-Volume',
    'Clear-Disk',
    'Initialize-Disk',
    'Remove-Partition',
    'New-Partition',
    'Set-Partition',
    'Reset-PhysicalDisk',
    'Remove-VirtualDisk',
    'Dismount-DiskImage',
  ].map((name) =>
    cmdlet(
      name,
      'driveletter path number =disknumber filesystem newfilesystemlabel removedata! removeoem! force! full! partitionstyle size partitionnumber usemaximumsize! assigndriveletter!',
      'driveletter',
      disk(name.toLowerCase()),
    ),
  ),
  ...[
    'Stop-Service',
    'Start-Service',
    'Restart-Service',
    'Suspend-Service',
    'Remove-Service',
    'Set-Service',
  ].map((name) =>
    cmdlet(
      name,
      'name =servicename displayname inputobject startuptype status force! passthru!',
      'name',
      service(name.toLowerCase().replace('-service', ''), /^(?:Remove|Stop)/.test(name)),
    ),
  ),
  cmdlet(
    'New-Service',
    'name binarypathname displayname description startuptype credential',
    'name binarypathname',
    persists('service'),
  ),
  cmdlet(
    'Set-ExecutionPolicy',
    'executionpolicy scope force!',
    'executionpolicy scope',
    service('execution-policy'),
  ),
  ...[
    'Set-MpPreference',
    'Add-MpPreference',
    'Remove-MpPreference',
    'Set-NetFirewallProfile',
    'Set-NetFirewallRule',
    'New-NetFirewallRule',
    'Remove-NetFirewallRule',
    'Disable-NetFirewallRule',
    'Enable-NetFirewallRule',
  ].map((name) =>
    cmdlet(
      name,
      'name displayname profile enabled action direction',
      'name',
      service(name.toLowerCase(), /^(?:Remove|Disable|Set)/.test(name)),
    ),
  ),
  ...[
    'Disable-WindowsOptionalFeature',
    'Disable-ComputerRestore',
    'Clear-EventLog',
    'Remove-EventLog',
    'Checkpoint-Computer',
  ].map((name) =>
    cmdlet(name, 'name =featurename logname drive', 'name', service(name.toLowerCase(), true)),
  ),
  ...[
    'Register-ScheduledTask',
    'Register-ScheduledJob',
    'Set-ScheduledTask',
    'New-ScheduledTask',
    'Register-WmiEvent',
    'Register-CimIndicationEvent',
  ].map((name) =>
    cmdlet(
      name,
      'taskname action trigger taskpath principal settings user password xml scriptblock filepath name inputobject runlevel description force!',
      'taskname',
      persists('scheduled-task'),
    ),
  ),
  ...['Unregister-ScheduledTask', 'Disable-ScheduledTask'].map((name) =>
    cmdlet(name, 'name =taskname taskpath', 'name', service(name.toLowerCase(), true)),
  ),
  ...[
    'New-LocalUser',
    'Remove-LocalUser',
    'Set-LocalUser',
    'Disable-LocalUser',
    'Enable-LocalUser',
    'Add-LocalGroupMember',
    'Remove-LocalGroupMember',
    'New-LocalGroup',
    'Remove-LocalGroup',
  ].map((name) =>
    cmdlet(
      name,
      'name group sid member password nopassword! description fullname',
      'name member',
      user(name.toLowerCase()),
    ),
  ),
  ...['Install-Module', 'Install-Script', 'Install-Package', 'Install-PSResource'].map((name) =>
    cmdlet(
      name,
      'name repository source scope requiredversion minimumversion maximumversion credential force! allowclobber! skippublishercheck! acceptlicense! allowprerelease!',
      'name',
      (call) => {
        const packages = call.words('name').map(({ text }) => text);
        call.findings.action('package.install', { manager: 'powershell', packages });
        return undefined;
      },
    ),
  ),
  ...['Uninstall-Module', 'Uninstall-Script', 'Uninstall-Package', 'Uninstall-PSResource'].map(
    (name) =>
      cmdlet(name, 'name requiredversion allversions! force!', 'name', (call) => {
        const packages = call.words('name').map(({ text }) => text);
        call.findings.action('package.remove', { manager: 'powershell', packages });
        return undefined;
      }),
  ),
  ...['Publish-Module', 'Publish-Script', 'Publish-PSResource'].map((name) =>
    cmdlet(name, 'name path repository nugetapikey =apikey', 'name', (call) => {
      const packages = call.words('name', 'path').map(({ text }) => text);
      call.findings.action('package.publish', { manager: 'powershell', packages });
      return undefined;
    }),
  ),
  ...['Get-Secret', 'Get-AzKeyVaultSecret', 'Get-SECSecretValue'].map((name) =>
    cmdlet(name, 'name vaultname vault secretid asplaintext!', 'name', (call) => {
      call.findings.action('secret.read', { kind: 'password' });
      return unknownThing({ secret: 'password' });
    }),
  ),
  cmdlet('Get-History', 'id count', 'id', () => unknownThing()),
  cmdlet('Get-Clipboard', 'format raw!', '', () => unknownThing()),
  cmdlet('Get-Process', 'name =processname id', 'name', (call) => {
    const [named] = call.words('name', 'id');
    return named === undefined ? wordOf({ text: '*', known: false, taint: {} }) : wordOf(named);
  }),
];

const PICKING = /^(?:Select-Object|Format-\w+)$/;

/** True if of a list of variables only the names are kept. */
function picksNames(call: CmdletCall, input: Thing): boolean {
  if (taintOf(input).secret !== WHOLE_ENVIRONMENT.secret) return false;
  const picked = call.words('property', 'expandproperty');
  return (
    picked.length > 0 && picked.every(({ text, known }) => known && /^(?:name|key)$/i.test(text))
  );
}

/** Cmdlets that hand on what flows in, or give back what they are given. */
export const PASSING_CMDLETS: readonly Cmdlet[] = [
  ...[
    'Where-Object',
    'Sort-Object',
    'Select-Object',
    'Get-Unique',
    'Out-String',
    'Out-Default',
    'Out-Host',
    'Format-List',
    'Format-Table',
    'Format-Wide',
    'Format-Custom',
    'ConvertTo-Json',
    'ConvertTo-Csv',
    'ConvertTo-Html',
    'ConvertTo-Xml',
    'ConvertFrom-Json',
    'ConvertFrom-Csv',
    'Group-Object',
    'Tee-Object',
  ].map((name) =>
    cmdlet(
      name,
      'inputobject filterscript property first last skip expandproperty =expand unique! descending! stream! width depth compress! wrap! autosize!',
      'property',
      (call) => {
        const filter = call.value('filterscript', 'property');
        const input = call.value('inputobject') ?? call.input ?? unknownThing();
        if (filter?.kind === 'function') call.api.invoke(filter, [input]);
        return PICKING.test(name) && picksNames(call, input) ? unknownThing() : input;
      },
    ),
  ),
  ...[
    'Write-Output',
    'Write-Host',
    'Write-Information',
    'Write-Warning',
    'Write-Error',
    'Write-Verbose',
    'Write-Debug',
  ].map((name) =>
    cmdlet(
      name,
      'inputobject =object =msg =message =messagedata foregroundcolor backgroundcolor separator nonewline! noenumerate!',
      'inputobject',
      (call) => {
        const given = call.value('inputobject') ?? call.input ?? unknownThing();
        if (name !== 'Write-Output') call.findings.shows([taintOf(given)]);
        return name === 'Write-Output' ? given : unknownThing();
      },
    ),
  ),
  cmdlet('Start-Sleep', 'seconds milliseconds duration', 'seconds', () => unknownThing()),
  // Test files of the project, as any other test runner takes them.
  cmdlet('Invoke-Pester', 'path =script output tagfilter passthru!', 'path', () => unknownThing()),
  cmdlet('Out-Null', 'inputobject', 'inputobject', () => unknownThing()),
  cmdlet('Write-Progress', 'activity status percentcomplete', 'activity', () => unknownThing()),
  cmdlet(
    'Join-Path',
    'path childpath additionalchildpath resolve!',
    'path childpath additionalchildpath',
    (call) => {
      const parts = call.words('path', 'childpath', 'additionalchildpath');
      const text = parts.map((part) => part.text.replace(/[\\/]+$/, '')).join('/');
      const known = parts.every((part) => part.known);
      const taint = parts.map((part) => part.taint).reduce(joinTaints, {});
      return wordOf({ text, known, ...(known ? {} : { pattern: text }), taint });
    },
  ),
  cmdlet('Get-Variable', 'name valueonly! scope', 'name', () => unknownThing()),
  cmdlet('Get-Random', 'inputobject minimum maximum count', 'maximum', () => unknownThing()),
];
