import type { Language } from '../../contract.ts';
import type { Call, Effects, Value } from '../../program.ts';
import { secretKind } from '../../secrets/secret-path.ts';
import { cwdOf } from './inherit.ts';

const STANDARD_INPUT = /^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/(?:self|thread-self)\/fd\/0)$/;

/** True for the names by which standard input is opened as a file. */
export function isStandardInput(file: Value): boolean {
  return STANDARD_INPUT.test(file.text);
}

/** The call runs a file of code; one that is not known is a body that cannot be read. */
export function runScriptFile(
  call: Call,
  effects: Effects,
  file: Value,
  args: readonly Value[],
  language?: Language,
): void {
  if (file.text === '/dev/null') return;
  // An interpreter shows the lines of a file that it cannot make sense of.
  if (secretKind(file.text) !== undefined) effects.action('file.read', { file_path: file });
  effects.script({
    path: file.text,
    ...(language === undefined ? {} : { language }),
    args: args.map((word) => word.text),
    ...cwdOf(call),
  });
  if (!file.known) effects.unknown('script-body');
}
