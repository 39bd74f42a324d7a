import type { Effects, ParsedOptions, Value } from '../../program.ts';

/** Public registries and their mirrors, indexes of builds for one accelerator, and what hosts private ones. */
const KNOWN_HOSTS: readonly string[] = [
  ...['pypi.org', 'test.pypi.org', 'files.pythonhosted.org', 'pypi.nvidia.com', 'pypi.python.org'],
  ...['download.pytorch.org', 'data.pyg.org', 'storage.googleapis.com', 'wheels.vllm.ai'],
  ...['pypi.tuna.tsinghua.edu.cn', 'mirrors.aliyun.com', 'pypi.mirrors.ustc.edu.cn'],
  ...['mirrors.cloud.tencent.com', 'repo.huaweicloud.com', 'mirrors.ustc.edu.cn'],
  ...['conda.anaconda.org', 'repo.anaconda.com', 'repo.prefix.dev', 'mirrors.tuna.tsinghua.edu.cn'],
  ...['registry.npmjs.org', 'registry.yarnpkg.com', 'registry.npmmirror.com', 'npm.jsr.io'],
  ...[
    'npm.pkg.github.com',
    'maven.pkg.github.com',
    'nuget.pkg.github.com',
    'rubygems.pkg.github.com',
  ],
  ...['rubygems.org', 'gems.ruby-china.com', 'index.crates.io', 'crates.io', 'api.nuget.org'],
  ...['packagist.org', 'repo.packagist.org', 'mirrors.tencent.com', 'proxy.golang.org'],
  ...['goproxy.io', 'goproxy.cn', 'sum.golang.org', 'repo.maven.apache.org', 'repo1.maven.org'],
  ...[
    'hex.pm',
    'repo.hex.pm',
    'cran.r-project.org',
    'cloud.r-project.org',
    'packagemanager.posit.co',
  ],
];

/** Services on which whoever has an account keeps registries of his own. */
const OF_AN_ACCOUNT =
  /\.(?:pkg\.dev|pkgs\.visualstudio\.com|jfrog\.io|cloudsmith\.io|codeartifact\.[a-z0-9-]+\.amazonaws\.com)$|^pkgs\.dev\.azure\.com$|^gitlab\.com$/;

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|.*\.(?:localhost|local|internal|lan))$/;

/** True for the address of a registry that is none of the public ones, of an account or on this machine. */
export function isForeignRegistry(address: string): boolean {
  const [, name] =
    /^(?:[\w.+-]+[=@])?(?:https?|git\+https?|sparse\+https?):\/\/(?:[^@/]*@)?([^/:?#]+)/i.exec(
      address,
    ) ?? [];
  if (name === undefined) return false;
  const host = name.toLowerCase();
  return !KNOWN_HOSTS.includes(host) && !OF_AN_ACCOUNT.test(host) && !LOCAL.test(host);
}

/** Options of installers that name a registry, or a page with links to packages. */
const KEYS = [
  ...['-i', '--index-url', '--extra-index-url', '--index', '--default-index', '-f', '--find-links'],
  ...['--registry', '-s', '--source', '-c', '--channel'],
];

/** The foreign registries a call is told to look in. */
export function foreignRegistries(options: ParsedOptions): readonly Value[] {
  return KEYS.flatMap((key) => options.values(key)).filter(({ text }) => isForeignRegistry(text));
}

/** A setting by which packages will come from there: reported as what it makes of every later install. */
export function trustsRegistry(
  effects: Effects,
  manager: string,
  addresses: readonly Value[],
): void {
  const packages = addresses.filter(({ text }) => isForeignRegistry(text));
  if (packages.length > 0) effects.action('package.install', { manager, packages, source: 'url' });
}
