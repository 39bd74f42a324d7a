import type { Redirected } from 'unbash';
import { CAPTURED, type Endpoint } from '../flow/descriptors.ts';
import { opaque } from '../flow/stream.ts';
import type { Stream } from '../program.ts';
import { CLEAN } from '../values/taint.ts';
import { nameDescriptor } from './endpoints.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import { routeOutput } from './output.ts';
import { type Connections, openRedirections } from './redirections.ts';
import { withSinks } from './substitutions.ts';

/** A compound command with redirections: they hold for all that runs in it. */
export function runRedirected(interpreter: Interpreter, node: Redirected, frame: Frame): Outcome {
  return withSinks(
    interpreter,
    () => CLEAN,
    () => {
      const connections = openRedirections(interpreter, node.redirects, frame, 'sh');
      return runConnected(interpreter, connections, frame, 'sh', (inner) =>
        interpreter.runNode(node.command, inner),
      );
    },
  );
}

/** Runs something with descriptors opened around it and sends its output where they lead. */
export function runConnected(
  interpreter: Interpreter,
  connections: Connections,
  frame: Frame,
  via: string,
  run: (inner: Frame) => Outcome,
): Outcome {
  const { opened, reports } = connections;
  if (opened.size === 0 && reports.length === 0) {
    const { keepsDescriptors: _none, ...outcome } = run(frame);
    const stdout = withErrors(outcome, frame.mergesErrors);
    return { ...outcome, stdout: routeOutput(interpreter, stdout, connections, frame, via) };
  }
  try {
    return runWithin(interpreter, connections, frame, via, run);
  } finally {
    for (const report of reports) report();
  }
}

function runWithin(
  interpreter: Interpreter,
  connections: Connections,
  frame: Frame,
  via: string,
  run: (inner: Frame) => Outcome,
): Outcome {
  const { descriptors } = frame.state;
  const outer = new Map<string, Endpoint | undefined>();
  for (const [number, endpoint] of connections.opened) {
    const key = String(number);
    if (number > 2) nameDescriptor(interpreter, key, endpoint);
    outer.set(key, descriptors.get(key));
    if (number === 0) descriptors.delete(key);
    else descriptors.set(key, number === 1 ? CAPTURED : endpoint);
  }
  const inner: Frame = {
    ...frame,
    mergesErrors: frame.mergesErrors || connections.mergesErrors,
    ...(connections.input === undefined ? {} : { input: connections.input }),
  };
  const notRun = connections.mayFail ? frame.state.fork() : undefined;
  const { keepsDescriptors, ...outcome } = run(inner);
  if (notRun !== undefined) frame.state.join([notRun, frame.state.fork()]);
  if (keepsDescriptors) keepOpen(frame, connections);
  else
    for (const [key, endpoint] of outer)
      if (endpoint === undefined) descriptors.delete(key);
      else descriptors.set(key, endpoint);
  const stdout = withErrors(outcome, inner.mergesErrors);
  return { ...outcome, stdout: routeOutput(interpreter, stdout, connections, frame, via) };
}

/** An error message may come with what is printed, or in its place. */
function withErrors({ stdout, status }: Outcome, mergesErrors: boolean): Stream {
  return mergesErrors && status !== 'success' && stdout.text === '' ? opaque() : stdout;
}

/** What `exec` opened holds for the rest of the shell; each write goes after the one before. */
function keepOpen({ state }: Frame, { opened, input, mergesErrors }: Connections): void {
  for (const [number, endpoint] of opened) {
    const kept: Endpoint = endpoint.kind === 'file' ? { ...endpoint, append: true } : endpoint;
    state.descriptors.set(String(number), kept);
  }
  if (input !== undefined) state.descriptors.set('0', { kind: 'stream', reader: input });
  if (mergesErrors) state.descriptors.set('2', CAPTURED);
}
