import type { Endpoint } from '../flow/descriptors.ts';
import { maybe, NOTHING } from '../flow/stream.ts';
import type { Stream, Taint, Value } from '../program.ts';
import { emit } from './emit.ts';
import { endpointAt } from './endpoints.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import type { Connections } from './redirections.ts';

/** Sends what a command prints where its descriptors lead; gives what still flows on. */
export function routeOutput(
  interpreter: Interpreter,
  stdout: Stream,
  connections: Connections,
  frame: Frame,
  via: string,
): Stream {
  const errors = connections.opened.get(2);
  if (errors?.kind === 'file' && errors.path.known)
    interpreter.files.write(
      errors.path.text,
      errors.folders[0],
      { taint: stdout.taint },
      { append: true },
    );
  if (connections.toErrors) return frame.mergesErrors ? maybe(stdout) : NOTHING;
  const endpoint = connections.opened.get(1) ?? endpointAt(frame, 1);
  if (endpoint === undefined) return stdout;
  return write(interpreter, endpoint, stdout, frame, via);
}

function write(
  interpreter: Interpreter,
  endpoint: Endpoint,
  stream: Stream,
  frame: Frame,
  via: string,
): Stream {
  switch (endpoint.kind) {
    case 'inherited':
    case 'stream':
      return stream;
    case 'nowhere':
      return NOTHING;
    case 'either': {
      const [first] = endpoint.endpoints
        .filter((each) => each !== undefined)
        .map((each) => write(interpreter, each, stream, frame, via));
      return first === undefined ? NOTHING : maybe(first);
    }
    case 'command':
      endpoint.feed(stream);
      return NOTHING;
    case 'network':
      sendSecret(interpreter, frame, via, stream.taint, { host: endpoint.host });
      return NOTHING;
    case 'file':
      endpoint.report(stream.text);
      if (isNamed(endpoint.path) && !(endpoint.append && stream.text === ''))
        for (const folder of endpoint.folders)
          interpreter.files.write(endpoint.path.text, folder, stream, {
            append: endpoint.append,
            maybe: frame.isMaybe ?? false,
          });
      return NOTHING;
  }
}

/** True if the last name of a path is known, or some of it (`/tmp/x$$`). */
export function isNamed({ known, text }: Value): boolean {
  return known || !/(?:^|\/)\**$/.test(text);
}

/** Reports that a secret leaves the machine, if one does. */
export function sendSecret(
  { recorder }: Interpreter,
  frame: Frame,
  via: string,
  taint: Taint,
  to: { readonly url?: Value; readonly host?: Value },
): void {
  if (taint.secret === undefined) return;
  emit(recorder, frame, via, 'secret.send', { kind: taint.secret, url: to.url, host: to.host });
}
