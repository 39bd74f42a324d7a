import { fileTaint, reportRequest } from '../code/api/entries.ts';
import type { ApiCall } from '../code/interpret/knowledge.ts';
import { asWord, type Thing, taintOf, unknownThing } from '../code/interpret/thing.ts';
import type { Value } from '../program.ts';
import { joinWords, literal } from '../values/value.ts';
import type { Cmdlet, CmdletCall } from './cmdlet.ts';
import { cmdlet } from './items.ts';
import { filePath } from './paths.ts';

/** Paths a script has filled from the network, with the address. */
export type Downloads = Map<string, string>;

const REQUEST =
  'uri =url method custommethod =cm body form headers infile outfile contenttype credential certificate useragent websession =sv sessionvariable proxy timeoutsec maximumredirection maximumretrycount retryintervalsec authentication token transferencoding usebasicparsing! skipcertificatecheck! usedefaultcredentials! disablekeepalive! passthru! resume! allowunencryptedauthentication! skipheadervalidation! skiphttperrorcheck!';

function withScheme(url: Value): Value {
  return /^[a-z][a-z0-9+.-]*:|^\*/i.test(url.text) ? url : joinWords([literal('http://'), url], '');
}

function request(downloads: Downloads): (call: CmdletCall) => Thing | undefined {
  return (call) => {
    const given = call.value('uri') ?? call.input;
    if (given === undefined) return undefined;
    const url = withScheme(asWord(given));
    const uploads = call.paths('infile').filter(() => call.value('infile') !== undefined);
    for (const file of uploads) call.findings.action('file.read', { file_path: file });
    const [upload] = uploads;
    const sent =
      call.value('body', 'form') ??
      (upload === undefined ? undefined : unknownThing(fileTaint(upload)));
    const headers = call.value('headers', 'token', 'credential');
    const method = call.text('method', 'custommethod');
    const response = reportRequest(call.api, { url, method, sent });
    if (headers !== undefined) call.findings.sends(taintOf(headers), { url });
    if (call.value('outfile') === undefined) return response;
    for (const path of call.paths('outfile')) saves(call.api, downloads, path, url);
    return call.has('passthru') ? response : unknownThing();
  };
}

function saves(api: ApiCall, downloads: Downloads, path: Value, url: Value): void {
  api.findings.action('file.write', { file_path: path });
  downloads.set(downloadKey(path.text), url.text);
}

/** One spelling for the paths a download and a later run may give it. */
export function downloadKey(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .toLowerCase();
}

function transfer(downloads: Downloads): (call: CmdletCall) => undefined {
  return (call) => {
    const sources = call.words('source');
    const target = call.paths('destination')[0] ?? literal('.');
    for (const source of sources)
      if (/^(?:https?|ftp):/i.test(source.text)) {
        reportRequest(call.api, { url: source, method: 'GET' });
        saves(call.api, downloads, target, source);
      } else {
        call.findings.action('file.read', { file_path: filePath(source, true) });
        reportRequest(call.api, {
          url: target,
          method: 'PUT',
          sent: unknownThing(fileTaint(source)),
        });
      }
    return undefined;
  };
}

/** Cmdlets that talk to other machines. */
export function networkCmdlets(downloads: Downloads): readonly Cmdlet[] {
  return [
    ...['Invoke-WebRequest', 'Invoke-RestMethod'].map((name) =>
      cmdlet(name, REQUEST, 'uri', request(downloads)),
    ),
    cmdlet(
      'Start-BitsTransfer',
      'source destination transfertype displayname description priority credential asynchronous!',
      'source destination',
      transfer(downloads),
    ),
    cmdlet(
      'Send-MailMessage',
      'to from subject body attachments =psattachments smtpserver port credential usessl!',
      'to subject body smtpserver',
      (call) => {
        for (const path of call.words('attachments')) {
          call.findings.action('file.read', { file_path: filePath(path, true) });
          call.findings.sends(fileTaint(path), {});
        }
        const host = call.words('smtpserver')[0];
        call.findings.action('net.connect', { host: host ?? literal('localhost'), upload: true });
        return undefined;
      },
    ),
    cmdlet(
      'Test-NetConnection',
      'computername =cn port commontcpport informationlevel traceroute!',
      'computername',
      (call) => {
        const host = call.words('computername')[0];
        if (host !== undefined && call.value('port') !== undefined)
          call.findings.action('net.connect', { host, port: Number(call.text('port') ?? 0) });
        return unknownThing();
      },
    ),
  ];
}

/** `(New-Object Net.WebClient).DownloadString(url)` and the classes like it. */
export function webCalls(
  downloads: Downloads,
): Readonly<Record<string, (call: ApiCall) => Thing | undefined>> {
  const get = (method: string, sentAt?: number) => (call: ApiCall) => {
    const sent = sentAt === undefined ? undefined : (call.args[sentAt] ?? call.args[1]);
    return reportRequest(call, { url: call.word(0), method, sent });
  };
  const download = (call: ApiCall) => {
    const url = call.word(0);
    reportRequest(call, { url, method: 'GET' });
    saves(call, downloads, filePath(call.word(1), false), url);
    return undefined;
  };
  const uploadFile = (call: ApiCall) => {
    const file = filePath(asWord(call.args.at(-1) ?? unknownThing()), false);
    call.findings.action('file.read', { file_path: file });
    return reportRequest(call, {
      url: call.word(0),
      method: 'POST',
      sent: unknownThing(fileTaint(file)),
    });
  };
  const calls: Record<string, (call: ApiCall) => Thing | undefined> = {};
  for (const name of ['downloadstring', 'downloaddata', 'openread'])
    for (const ending of ['', 'async', 'taskasync']) calls[`?#${name}${ending}`] = get('GET');
  for (const ending of ['', 'async', 'taskasync']) {
    calls[`?#downloadfile${ending}`] = download;
    calls[`?#uploadfile${ending}`] = uploadFile;
    for (const name of ['uploadstring', 'uploaddata', 'uploadvalues'])
      calls[`?#${name}${ending}`] = get('POST', 2);
  }
  for (const name of ['getstringasync', 'getbytearrayasync', 'getstreamasync'])
    calls[`?#${name}`] = get('GET');
  for (const name of ['getasync', 'deleteasync'])
    calls[`[net.http.httpclient]#${name}`] = get(name.startsWith('get') ? 'GET' : 'DELETE');
  for (const name of ['postasync', 'putasync'])
    calls[`[net.http.httpclient]#${name}`] = get(name.startsWith('post') ? 'POST' : 'PUT', 1);
  calls['[net.webrequest].create'] = get('GET');
  calls['[net.httpwebrequest].create'] = get('GET');
  const connect = (call: ApiCall) => {
    const port = Number(asWord(call.args[1] ?? unknownThing()).text);
    call.findings.action('net.connect', {
      host: call.word(0),
      ...(Number.isFinite(port) ? { port } : {}),
    });
    return undefined;
  };
  calls['[net.sockets.tcpclient].new'] = connect;
  calls['[net.sockets.tcpclient]#connect'] = connect;
  return calls;
}
