const HARMLESS_DEVICE =
  /^\/dev\/(?:null|zero|full|random|urandom|tty|stdin|stdout|stderr|fd\/\d+)$|^\/proc\/self\/fd\/\d+$/;

/** True for device files whose reading or writing says nothing (`/dev/null`, `/dev/fd/3`). */
export function isHarmlessDevice(path: string): boolean {
  return HARMLESS_DEVICE.test(path);
}

/** Host and port of bash's own network paths; see bash(1), REDIRECTION. */
export function networkPath(
  path: string,
): { readonly host: string; readonly port: string } | undefined {
  const match = /^\/dev\/(?:tcp|udp)\/([^/]+)\/([^/]+)$/.exec(path);
  const [, host, port] = match ?? [];
  return host === undefined || port === undefined ? undefined : { host, port };
}
