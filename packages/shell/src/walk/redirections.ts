import type { HereDoc, Redirect, RedirectDescriptor, Redirection } from 'unbash';
import type { Endpoint, InputReader } from '../flow/descriptors.ts';
import { isHarmlessDevice, networkPath } from '../flow/devices.ts';
import { fileStream } from '../flow/file-stream.ts';
import type { Stream, Value } from '../program.ts';
import { expandHereDoc, expandPattern, expandSingle } from '../values/expand-word.ts';
import { literal, streamOfValue } from '../values/value.ts';
import { emit } from './emit.ts';
import { endpointAt, freeDescriptor, nameDescriptor, readEndpoint, source } from './endpoints.ts';
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
  /** A descriptor may not be open, in which case the command does not run. */
  readonly mayFail: boolean;
  /** Reports each file opened for writing that was not reported yet. */
  readonly reports: readonly (() => void)[];
};

type Draft = {
  readonly opened: Map<number, Endpoint>;
  mergesErrors: boolean;
  toErrors: boolean;
  mayFail: boolean;
  readonly reports: (() => void)[];
};

/** Opens what redirections name, in order, reporting files and hosts. `via` is who asks. */
export function openRedirections(
  interpreter: Interpreter,
  redirections: readonly Redirection[],
  frame: Frame,
  via: string,
): Connections {
  const draft: Draft = {
    opened: new Map(),
    mergesErrors: false,
    toErrors: false,
    mayFail: false,
    reports: [],
  };
  interpreter.recorder.budget.countRedirections(redirections.length);
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

/** Standard streams by the paths they have; see bash(1), REDIRECTION. */
const INHERITED = /^\/dev\/(?:stdin|stdout|stderr|tty|fd\/[0-2])$|^\/proc\/self\/fd\/[0-2]$/;

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
        this.#connect(redirection, 0, source(this.#hereDoc(redirection)));
        break;
      case 'HereString': {
        const value = redirection.target
          ? expandSingle(redirection.target, expansion)
          : literal('');
        const stream = streamOfValue({ ...value, text: `${value.text}\n` });
        this.#connect(redirection, 0, source(stream));
        break;
      }
      case 'Redirect':
        if (redirection.target !== undefined)
          this.#redirect(redirection, expandPattern(redirection.target, expansion));
    }
  }

  #redirect(redirect: Redirect, target: Value): void {
    const { operator, descriptor } = redirect;
    const both =
      operator.startsWith('&') ||
      (operator === '>&' &&
        descriptor === undefined &&
        target.known &&
        !/^(?:\d+-?|-)$/.test(target.text));
    if (both) {
      const endpoint = this.#file(target, 'write', operator === '&>>');
      this.#draft.opened.set(1, endpoint);
      this.#draft.opened.set(2, endpoint);
    } else if (operator === '<&' || operator === '>&')
      this.#duplicate(redirect, operator === '<&' ? 0 : 1, target);
    else if (operator === '<' || operator === '<>')
      this.#connect(redirect, 0, this.#file(target, operator === '<' ? 'read' : 'both', false));
    else this.#connect(redirect, 1, this.#file(target, 'write', operator === '>>'));
  }

  #duplicate(redirect: Redirect, standard: number, target: Value): void {
    const number = numberOf(redirect.descriptor, standard);
    const source = target.known ? Number.parseInt(target.text, 10) : Number.NaN;
    if (target.text === '-') this.#connect(redirect, standard, { kind: 'nowhere' });
    else if (Number.isNaN(source)) this.#connect(redirect, standard, { kind: 'inherited' });
    else if (number !== 0 || source !== 0) {
      const endpoint = this.#draft.opened.get(source) ?? endpointAt(this.#frame, source);
      if (source > 2 && (endpoint === undefined || endpoint.kind === 'either'))
        this.#draft.mayFail = true;
      const flowsOn = endpoint === undefined || endpoint.kind === 'inherited';
      if (number === 2 && source === 1 && flowsOn) this.#draft.mergesErrors = true;
      if (number === 1 && source === 2 && endpoint === undefined) this.#draft.toErrors = true;
      this.#connect(redirect, standard, endpoint ?? { kind: 'inherited' });
    }
  }

  #connect(redirection: Redirection, standard: number, endpoint: Endpoint): void {
    const { descriptor } = redirection;
    if (descriptor?.type !== 'FileDescriptorVariable') {
      this.#draft.opened.set(numberOf(descriptor, standard), endpoint);
      return;
    }
    const { state } = this.#frame;
    const number = freeDescriptor(this.#interpreter, state);
    state.descriptors.set(String(number), endpoint);
    nameDescriptor(this.#interpreter, String(number), endpoint);
    assign(state, descriptor.name, literal(String(number)));
  }

  #file(path: Value, how: 'read' | 'write' | 'both', append: boolean): Endpoint {
    const { recorder, sinks } = this.#interpreter;
    const sink = sinks.get(path.text);
    if (sink !== undefined && how !== 'read') {
      sink.redirected = true;
      return { kind: 'command', feed: (stream) => sink.feed(stream) };
    }
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
      if (how !== 'write') emit(recorder, this.#frame, this.#via, 'file.read', { file_path: path });
    }
    if (path.text === '/dev/null') return { kind: 'nowhere' };
    if (INHERITED.test(path.text)) return { kind: 'inherited' };
    const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path.text) ?? [];
    const opened = number === undefined ? undefined : endpointAt(this.#frame, Number(number));
    if (opened !== undefined) return opened;
    const { state, elsewhere } = this.#frame;
    if (how === 'read')
      return source(fileStream(this.#interpreter.files, path, state.folders[0], elsewhere));
    const report = this.#laterReport(path, append);
    return { kind: 'file', path, folders: state.folders, append, report };
  }

  /** A write is reported once it is known what is written, or that this is not known. */
  #laterReport(path: Value, append: boolean): (text?: string) => void {
    const { recorder } = this.#interpreter;
    const frame = { ...this.#frame, state: this.#frame.state.fork() };
    let reported = isHarmlessDevice(path.text);
    const report = (text?: string) => {
      if (reported) return;
      reported = true;
      emit(recorder, frame, this.#via, 'file.write', {
        file_path: path,
        content: text,
        ...(append ? { append } : {}),
      });
    };
    this.#draft.reports.push(report);
    return report;
  }

  #hereDoc({ body, delimiter, operator }: HereDoc): Stream {
    const quoted = delimiter?.quoted ?? false;
    if (quoted || body.parts === undefined) {
      const text = operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
      const { holes } = this.#frame;
      if (holes !== undefined && text.includes('*')) return { partial: text, taint: holes };
      return { text, taint: {} };
    }
    const value = expandHereDoc(body.parts, body.text, this.#interpreter.expansion(this.#frame));
    return streamOfValue(value);
  }
}

function numberOf(descriptor: RedirectDescriptor | undefined, standard: number): number {
  return descriptor?.type === 'FileDescriptor' ? descriptor.value : standard;
}
