import type { Call, Effects, Stream, Value } from '../../program.ts';
import { literal, slice, splitValue, streamOfValue, withoutPrefix } from '../shapes/values.ts';

/** What a curl call sends besides the URL. */
export type CurlBody = {
  readonly streams: readonly Stream[];
  /** The request has a body. */
  readonly hasBody: boolean;
  /** Some of it comes from a file or standard input. */
  readonly fromFile: boolean;
  /** The body, of one part or of several `-d`. */
  readonly body: Stream | undefined;
};

type Part = { readonly stream: Stream; readonly fromFile: boolean };

/** The data, forms, uploaded files and headers of a call; files they name are read. */
export function curlBody(call: Call, effects: Effects): CurlBody {
  const { options } = call;
  const each = (keys: readonly string[]) => keys.flatMap((key) => options.values(key));
  const data = each(['-d', '--data-binary', '--json']).map((value) => atFile(call, effects, value));
  const raw = each(['--data-raw', '--form-string']).map(asPart);
  const encoded = each(['--data-urlencode', '--url-query']).map((value) =>
    urlEncoded(call, effects, value),
  );
  const forms = options.values('-F').flatMap((value) => formParts(call, effects, value));
  const uploads = options.values('-T').flatMap((file) => uploadParts(call, effects, file));
  const body = [...data, ...raw, ...encoded, ...forms, ...uploads];
  const headers = each(['-H', '--proxy-header']).map((value) => atFile(call, effects, value));
  const other = each(['-A', '-b', '-e', '-u', '-U', '-Q', '--oauth2-bearer', '--mail-from']).map(
    asPart,
  );
  return {
    streams: [...body, ...headers, ...other].map((part) => part.stream),
    hasBody: body.length > 0,
    fromFile: [...body, ...headers].some((part) => part.fromFile),
    body: wholeBody(body),
  };
}

/** curl puts `&` between the parts of a body. */
function wholeBody([first, ...more]: readonly Part[]): Stream | undefined {
  if (first === undefined || more.length === 0) return first?.stream;
  const texts = [first, ...more].map(({ stream }) => stream.text);
  return texts.includes(undefined) ? { taint: {} } : { text: texts.join('&'), taint: {} };
}

function asPart(value: Value): Part {
  return { stream: streamOfValue(value), fromFile: false };
}

/** `@file` stands for the file's contents, `@-` for standard input. */
function atFile(call: Call, effects: Effects, value: Value): Part {
  if (!value.text.startsWith('@')) return asPart(value);
  return filePart(call, effects, withoutPrefix(value, 1));
}

function filePart(call: Call, effects: Effects, file: Value): Part {
  const stream = file.text === '-' ? (call.stdin ?? { taint: {} }) : effects.reads(file);
  return { stream, fromFile: true };
}

/** `--data-urlencode`: `content`, `=content`, `name=content`, `@file`, `name@file`. */
function urlEncoded(call: Call, effects: Effects, value: Value): Part {
  const at = value.text.indexOf('@');
  const equals = value.text.indexOf('=');
  if (at < 0 || (equals >= 0 && equals < at)) return asPart(value);
  return filePart(call, effects, withoutPrefix(value, at + 1));
}

/** `-F name=@file,file;type=x` and `-F name=<file`. */
function formParts(call: Call, effects: Effects, value: Value): readonly Part[] {
  const content = splitValue(value, '=')?.[1];
  if (content === undefined || !/^[@<]/.test(content.text)) return [asPart(value)];
  const list = withoutPrefix(content, 1);
  return fileList(list).map((file) => filePart(call, effects, file));
}

/** File names separated by commas, each with its own `;type=…`, perhaps in double quotes. */
function fileList(list: Value): readonly Value[] {
  const files: Value[] = [];
  let start = 0;
  for (const match of list.text.matchAll(/"(?:\\.|[^"\\])*"|[^",]+|,/g)) {
    if (match[0] !== ',') continue;
    files.push(slice(list, start, match.index));
    start = match.index + 1;
  }
  files.push(slice(list, start, list.text.length));
  return files.map(fileName).filter((file) => file.text !== '');
}

function fileName(part: Value): Value {
  const quoted = /^"((?:\\.|[^"\\])*)"/.exec(part.text)?.[1];
  if (quoted !== undefined) return literal(quoted.replace(/\\(.)/g, '$1'), part.taint);
  return splitValue(part, ';')?.[0] ?? part;
}

/** `-T file`, `-T -`, `-T .`, `-T {a,b}`. */
function uploadParts(call: Call, effects: Effects, file: Value): readonly Part[] {
  if (file.text === '') return [];
  if (file.text === '.') return [filePart(call, effects, literal('-'))];
  const group = /^\{(.*)\}$/s.exec(file.text)?.[1];
  if (group === undefined) return [filePart(call, effects, file)];
  return group.split(',').map((name) => filePart(call, effects, literal(name, file.taint)));
}
