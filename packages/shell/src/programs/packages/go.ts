import type { Call, Effects, Program, Value } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal, unknownValue } from '../shapes/values.ts';
import { trustsRegistry } from './registries.ts';

/** `go run` of local files and remote packages, `-exec` and `-toolexec` programs. */
function goRuns(call: Call, effects: Effects): void {
  const { options } = call;
  for (const key of ['-exec', '-toolexec', '-vettool'])
    for (const program of options.values(key)) runsAround(effects, program);
}

/** A program go starts with a file it has built, or a tool, behind its own words. */
function runsAround(effects: Effects, program: Value): void {
  const words = program.text.split(/\s+/).map((word) => literal(word, program.taint));
  effects.run([...words, unknownValue()], { wrapper: 'go' });
}

/** Settings kept by `go env -w`: flags of every later call, compilers it starts. */
function keepsSettings(call: Call, effects: Effects): void {
  if (!call.options.has('-w')) return;
  const settings = [...call.options.values('-w'), ...call.options.operands];
  for (const { text, taint } of settings) {
    const proxies = /^GOPROXY=(.*)$/s.exec(text)?.[1]?.split(/[,|]/) ?? [];
    trustsRegistry(
      effects,
      'go',
      proxies.map((proxy) => literal(proxy, taint)),
    );
    const program = /^(?:CC|CXX|FC|AR|PKG_CONFIG|GCCGO)=(.+)$/s.exec(text)?.[1];
    const around = /^GOFLAGS=(?:.*\s)?--?(?:toolexec|exec|vettool)=["']?(.+?)["']?$/s.exec(
      text,
    )?.[1];
    const started = program ?? around;
    if (started === undefined) continue;
    const [file = started] = started.split(/\s+/);
    effects.action('code.execute', {
      language: 'go',
      source: 'startup',
      file_path: literal(file, taint),
    });
  }
}

const GO_OPTIONS: OptionList = {
  flags:
    '-a -n -race -msan -asan -cover -v -work -x -linkshared -modcacherw -trimpath -short -json -c -u -t -d -i -cache -testcache -modcache -fuzzcache',
  values:
    '-p -covermode -coverpkg -asmflags -buildmode -buildvcs -compiler -gccgoflags -gcflags -installsuffix ' +
    '-ldflags -mod -modfile -overlay -pgo -pkgdir -tags -toolexec -exec -vettool -o -run -bench -count -cpu ' +
    '-timeout -coverprofile -C -skip -parallel -list -fuzz -fuzztime -benchtime -vet -cpuprofile -memprofile -w',
  singleDashLong: true,
  clusters: false,
};

function goCommand(describe: (call: Call, effects: Effects) => void): Subcommand {
  return {
    options: { ...GO_OPTIONS, stopAtOperand: true },
    describe(call, effects) {
      goRuns(call, effects);
      describe(call, effects);
    },
  };
}

/** `go`. */
export const GO: Program = defineSubcommands({
  names: ['go'],
  summary: 'Packages fetched and installed, files of `run`, programs of `-exec` and `-toolexec`',
  options: { ...GO_OPTIONS },
  commands: {
    run: goCommand((call, effects) => {
      const [first, ...args] = call.options.operands;
      if (first === undefined) return;
      if (/@/.test(first.text))
        effects.action('package.install', { manager: 'go', packages: [first] });
      else if (first.text.endsWith('.go')) runScriptFile(call, effects, first, args);
    }),
    'install|get': goCommand((call, effects) => {
      const packages = call.options.operands;
      const isLocal = packages.every(({ text }) => text.startsWith('.'));
      if (!isLocal) effects.action('package.install', { manager: 'go', packages });
    }),
    env: goCommand(keepsSettings),
    'build|test|vet|generate|list|tool|fmt|fix|doc|work|version|bug|help|clean': goCommand(
      () => undefined,
    ),
    mod: goCommand((call, effects) => {
      const [verb] = call.options.operands;
      if (verb?.text === 'download' || verb?.text === 'tidy' || verb?.text === 'vendor')
        effects.action('package.install', {
          manager: 'go',
          packages: call.options.operands.slice(1),
        });
    }),
  },
});
