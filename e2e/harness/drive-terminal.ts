/** One thing a person does at the terminal: waits for a text on the screen, then types. */
export type TerminalStep = { readonly until: string; readonly type: string };

const DRIVER = new URL('drive-terminal.mjs', import.meta.url).pathname;

/** The words that run a program in a terminal of its own, where a person takes these steps. */
export function atTerminal(
  steps: readonly TerminalStep[],
  ...command: readonly string[]
): readonly string[] {
  return [process.execPath, DRIVER, JSON.stringify(steps), ...command];
}
