import type { HereDoc, Redirect, RedirectDescriptor, Redirection } from 'unbash';
import { type Endpoint, InputReader } from '../flow/descriptors.ts';
import { isHarmlessDevice, networkPath } from '../flow/devices.ts';
import { fileStream } from '../flow/file-stream.ts';
import { opaque } from '../flow/stream.ts';
import type { Stream, Value } from '../program.ts';
import { expandHereDoc, expandPattern, expandSingle } from '../values/expand-word.ts';
import { literal, streamOfValue } from '../values/value.ts';
import { freeDescriptor } from './compound.ts';
import { emit } from './emit.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import { assign } from './state.ts';

/** What redirections connect a command to. */
export type Connections = {
  /** Standard input, when redirected. */
  readonly input?: InputReader;
  /** Every descriptor that was redirected, standard input included. */
  readonly opened: ReadonlyMap<number, Endpoint>;
  /** Standard error now flows where standard output did. */
  readonly mergesErrors: boolean;
  /** Standard output goes to standard error. */
  readonly toErrors: boolean;
};

type Draft = {
  readonly opened: Map<number, Endpoint>;
  mergesErrors: boolean;
  toErrors: boolean;
};

/** Opens what redirections name, in order, reporting files and hosts. `via` is who asks. */
export function openRedirections(
  interpreter: Interpreter,
  redirections: readonly Redirection[],
  frame: Frame,
  via: string,
): Connections {
  const draft: Draft = { opened: new Map(), mergesErrors: false, toErrors: false };
  for (const redirection of redirections) {
    const opener = new Opener(interpreter, frame, via, draft);
    opener.open(redirection);
  }
  const input = draft.opened.get(0);
  return {
    ...(input === undefined ? {} : { input: readEndpoint(interpreter, input) }),
    ...draft,
  };
}

/** The descriptor's endpoint as seen from a command in `frame`. */
export function endpointAt(frame: Frame, number: number): Endpoint | undefined {
  return frame.state.descriptors.get(String(number));
}

/** What can be read from an endpoint. */
export function readEndpoint(interpreter: Interpreter, endpoint: Endpoint): InputReader {
  if (endpoint.kind === 'stream') return endpoint.reader;
  return new InputReader(streamFrom(interpreter, endpoint));
}

function streamFrom(
  interpreter: Interpreter,
  endpoint: Exclude<Endpoint, { kind: 'stream' }>,
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

class Opener {
  readonly #interpreter: Interpreter;
  readonly #frame: Frame;
  readonly #via: string;
  readonly #draft: Draft;

  constructor(interpreter: Interpreter, frame: Frame, via: string, draft: Draft) {
    this.#interpreter = interpreter;
    this.#frame = frame;
    this.#via = via;
    this.#draft = draft;
  }

  open(redirection: Redirection): void {
    const expansion = this.#interpreter.expansion(this.#frame);
    switch (redirection.type) {
      case 'HereDoc':
        return this.#connect(redirection, 0, source(this.#hereDoc(redirection)));
      case 'HereString': {
        const value = redirection.target
          ? expandSingle(redirection.target, expansion)
          : literal('');
        const stream = streamOfValue({ ...value, text: `${value.text}\n` });
        return this.#connect(redirection, 0, source(stream));
      }
      case 'Redirect':
        if (redirection.target !== undefined)
          this.#redirect(redirection, expandPattern(redirection.target, expansion));
    }
  }

  #redirect(redirect: Redirect, target: Value): void {
    const { operator } = redirect;
    switch (operator) {
      case '<':
        return this.#connect(redirect, 0, this.#file(target, 'read', false));
      case '<>':
        return this.#connect(redirect, 0, this.#file(target, 'both', false));
      case '>':
      case '>|':
      case '>>':
        return this.#connect(redirect, 1, this.#file(target, 'write', operator === '>>'));
      case '&>':
      case '&>>':
        return this.#both(this.#file(target, 'write', operator === '&>>'));
      case '<&':
        return this.#duplicate(redirect, 0, target);
      case '>&':
        if (redirect.descriptor === undefined && !/^(?:\d+-?|-)$/.test(target.text) && target.known)
          return this.#both(this.#file(target, 'write', false));
        return this.#duplicate(redirect, 1, target);
    }
  }

  #duplicate(redirect: Redirect, standard: number, target: Value): void {
    const number = numberOf(redirect.descriptor, standard);
    if (target.text === '-') return this.#connect(redirect, standard, { kind: 'nowhere' });
    const source = Number.parseInt(target.text, 10);
    if (!target.known || Number.isNaN(source))
      return this.#connect(redirect, standard, { kind: 'inherited' });
    const endpoint = this.#draft.opened.get(source) ?? endpointAt(this.#frame, source);
    if (number === 2 && source === 1 && endpoint === undefined) this.#draft.mergesErrors = true;
    if (number === 1 && source === 2 && endpoint === undefined) this.#draft.toErrors = true;
    if (number === 0 && source === 0) return;
    this.#connect(redirect, standard, endpoint ?? { kind: 'inherited' });
  }

  #both(endpoint: Endpoint): void {
    this.#draft.opened.set(1, endpoint);
    this.#draft.opened.set(2, endpoint);
  }

  #connect(redirection: Redirection, standard: number, endpoint: Endpoint): void {
    const { descriptor } = redirection;
    if (descriptor?.type === 'FileDescriptorVariable') {
      const { state } = this.#frame;
      const number = freeDescriptor(state);
      state.descriptors.set(String(number), endpoint);
      return assign(state, descriptor.name, literal(String(number)));
    }
    this.#draft.opened.set(numberOf(descriptor, standard), endpoint);
  }

  #file(path: Value, how: 'read' | 'write' | 'both', append: boolean): Endpoint {
    const { recorder, sinks } = this.#interpreter;
    const sink = sinks.get(path.text);
    if (sink !== undefined && how !== 'read')
      return { kind: 'command', feed: (stream) => sink.feed(stream) };
    const network = networkPath(path.text);
    if (network !== undefined) {
      const host = { ...path, text: network.host };
      const port = { ...path, text: network.port };
      emit(recorder, this.#frame, this.#via, 'net.connect', {
        host,
        port: /^\d+$/.test(network.port) ? Number(network.port) : port,
        upload: how === 'write' ? true : undefined,
      });
      return { kind: 'network', host, port };
    }
    if (!isHarmlessDevice(path.text)) {
      if (how !== 'write')
        emit(recorder, this.#frame, this.#via, 'file.read', { file_path: path });
      if (how !== 'read')
        emit(recorder, this.#frame, this.#via, 'file.write', {
          file_path: path,
          ...(append ? { append } : {}),
        });
    }
    if (path.text === '/dev/null') return { kind: 'nowhere' };
    const inherited = /^\/dev\/(?:stdin|stdout|stderr|tty)$/.test(path.text);
    if (inherited) return { kind: 'inherited' };
    const { state, elsewhere } = this.#frame;
    if (how === 'read')
      return source(fileStream(this.#interpreter.files, path, state.folders[0], elsewhere));
    return { kind: 'file', path, folders: state.folders, append };
  }

  #hereDoc({ body, delimiter, operator }: HereDoc): Stream {
    const quoted = delimiter?.quoted ?? false;
    if (quoted || body.parts === undefined) {
      const text = operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
      const { holes } = this.#frame;
      if (holes !== undefined && text.includes('*')) return { partial: text, taint: holes };
      return { text, taint: {} };
    }
    const value = expandHereDoc(
      body.parts,
      body.text,
      this.#interpreter.expansion(this.#frame),
    );
    return streamOfValue(value);
  }
}

function source(stream: Stream): Endpoint {
  return { kind: 'stream', reader: new InputReader(stream) };
}

function numberOf(descriptor: RedirectDescriptor | undefined, standard: number): number {
  return descriptor?.type === 'FileDescriptor' ? descriptor.value : standard;
}
