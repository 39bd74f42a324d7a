import { type Endpoint, InputReader } from '../flow/descriptors.ts';
import { fileStream } from '../flow/file-stream.ts';
import { opaque } from '../flow/stream.ts';
import type { Stream } from '../program.ts';
import { CLEAN, joinAllTaints } from '../values/taint.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import type { ShellState } from './state.ts';

/** The descriptor's endpoint as seen from a command in `frame`. */
export function endpointAt(frame: Frame, number: number): Endpoint | undefined {
  return frame.state.descriptors.get(String(number));
}

/** What can be read from an endpoint. */
export function readEndpoint(interpreter: Interpreter, endpoint: Endpoint): InputReader {
  if (endpoint.kind === 'stream') return endpoint.reader;
  if (endpoint.kind !== 'either') return new InputReader(streamFrom(interpreter, endpoint));
  const readers = endpoint.endpoints.map((each) =>
    each === undefined ? undefined : readEndpoint(interpreter, each),
  );
  const taints = readers.map((reader) => reader?.stream.taint ?? CLEAN);
  return new InputReader(opaque({ ...joinAllTaints(taints), unknown: true }));
}

function streamFrom(
  interpreter: Interpreter,
  endpoint: Exclude<Endpoint, { kind: 'stream' | 'either' }>,
): Stream {
  switch (endpoint.kind) {
    case 'network':
      return opaque({ remote: `${endpoint.host.text}:${endpoint.port.text}`, unknown: true });
    case 'file':
      return fileStream(interpreter.files, endpoint.path, endpoint.folders[0], false);
    case 'nowhere':
      return { text: '', taint: {} };
    case 'inherited':
    case 'command':
      return opaque({ unknown: true });
  }
}

/** What a descriptor reads can be opened by a path too, which may be a script (`sh /dev/fd/3`). */
export function nameDescriptor({ files }: Interpreter, number: string, endpoint: Endpoint): void {
  if (endpoint.kind !== 'stream') return;
  const content = endpoint.reader.rest();
  if (content.text !== undefined || content.taint.remote !== undefined)
    files.write(`/dev/fd/${number}`, undefined, content);
}

/** A descriptor that reads a stream. */
export function source(stream: Stream): Endpoint {
  return { kind: 'stream', reader: new InputReader(stream) };
}

/** The first descriptor the shell picks itself, and the last it is taken to. */
const PICKED = { first: 10, last: 73 } as const;

/** A descriptor number the shell would pick itself, as for `{name}>file`. */
export function freeDescriptor({ recorder }: Interpreter, state: ShellState): number {
  for (let number = PICKED.first; number < PICKED.last; number += 1)
    if (state.descriptors.get(String(number)) === undefined) return number;
  recorder.unknown('too-many');
  return PICKED.last;
}
