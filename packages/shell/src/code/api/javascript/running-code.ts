import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import { asWord, type Thing, truth, unknownThing, word } from '../../interpret/thing.ts';
import { base64, decodes, reportRequest, runsCode, runsFileAt, runsUnread } from '../entries.ts';

/** `new Worker(code, { eval: true })`, `new Worker(path)`. */
function startsWorker(call: ApiCall): undefined {
  if (truth(call.option(1, 'eval')) === true) call.runCode(call.need(0));
  else for (const path of call.words(0)) runsFileAt(call, path);
}

/** What runs every few milliseconds is a loop without an end. */
function setsInterval(call: ApiCall): undefined {
  const { cycles } = call.findings;
  const delay = call.args[1] === undefined ? 0 : Number(call.word(1).text);
  const [callback] = call.args;
  if (callback === undefined) return;
  call.keepsCallbacks = true;
  cycles.enter('loop');
  if (callback.kind === 'word') call.runCode(callback);
  else call.invoke(callback, []);
  if (cycles.leave(delay < SHORT)) call.findings.exhausts();
}

/** An interval in milliseconds that leaves no time to wait for anything. */
const SHORT = 50;

/** `x.constructor('code')` of a function makes a function of the code. */
function constructorOf(call: ApiCall): Thing | undefined {
  const { kind } = call.receiver;
  const isFunction =
    kind === 'function' ||
    kind === 'api' ||
    (call.receiver.kind === 'instance' && call.receiver.type.startsWith('method '));
  return isFunction && call.args.length > 0 ? makesFunction(call) : undefined;
}

function makesFunction(call: ApiCall): Thing | undefined {
  const body = call.args.at(-1);
  if (body === undefined) return undefined;
  const parameters = call.args.slice(0, -1).flatMap((arg) => asWord(arg).text.split(/[\s,]+/));
  return call.evaluation.makeFunction(parameters, body);
}

function importNamed(call: ApiCall): Thing | undefined {
  const name = call.word(0);
  if (!name.known) {
    call.findings.unknown('dynamic-code');
    return undefined;
  }
  const [, head = '', code] = /^data:([^,]*),(.*)$/s.exec(name.text) ?? [];
  if (code !== undefined) {
    call.runCode(
      /;base64$/.test(head)
        ? (decodes(0, base64)(call.withArgs([word(code)])) ?? unknownThing())
        : word(percentDecoded(code), name.taint),
    );
    return undefined;
  }
  if (/^https?:/.test(name.text)) {
    reportRequest(call, { url: name, method: 'GET' });
    call.findings.remoteCode(name.text);
  }
  if (/^[./]/.test(name.text)) call.findings.action('file.read', { file_path: name });
  return { kind: 'api', path: name.text.replace(/^node:/, '') };
}

/** Text with `%20` and the like; as it is where they are no UTF-8. */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-7][0-9a-f])+/gi, (codes) => decodeURIComponent(codes));
}

/** What runs code, loads it by a name, or makes functions of it. */
export const JAVASCRIPT_CODE: { readonly [name: string]: ApiEntry } = {
  'worker_threads.Worker': startsWorker,
  eval: runsCode(0),
  Function: makesFunction,
  '?#constructor': constructorOf,
  'vm.runInNewContext': runsCode(0),
  'vm.runInThisContext': runsCode(0),
  'vm.runInContext': runsCode(0),
  'vm.Script': runsCode(0),
  setTimeout: (call) => {
    const [first] = call.args;
    if (first?.kind === 'word') call.runCode(first);
    return undefined;
  },
  setInterval: setsInterval,
  require: importNamed,
  import: importNamed,
  'module._load': importNamed,
  'module.constructor._load': importNamed,
  'module.Module._load': importNamed,
  'process.binding': runsUnread,
  'process.dlopen': runsUnread,
  'process.mainModule.require': importNamed,
  'process.mainModule.constructor._load': importNamed,
  'module.require': importNamed,
  'module.createRequire': () => ({ kind: 'api', path: 'require' }),
};
