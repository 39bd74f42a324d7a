import type { Effects, Value } from '../../program.ts';
import { webAddress } from './web-address.ts';

const SEVERITY: { readonly [method: string]: string } = {
  GET: 'read',
  HEAD: 'read',
  DELETE: 'destroy',
};

/** A request to the container engine's socket is one of its commands (Docker Engine API). */
export function dockerSocket(
  effects: Effects,
  socket: Value,
  method: Value | string,
  url: Value | undefined,
): void {
  if (!/(?:docker|podman|containerd)[^/]*\.sock$/.test(socket.text)) return;
  const verb = typeof method === 'string' ? method : method.text;
  const severity = Object.hasOwn(SEVERITY, verb) ? (SEVERITY[verb] ?? 'change') : 'change';
  effects.action('infra.execute', {
    tool: 'docker',
    verb: `api ${verb}`,
    severity,
    destructive: severity === 'destroy',
    target: url === undefined ? undefined : webAddress(url).path,
  });
}
