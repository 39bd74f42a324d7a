import type { Call, Program, RunOptions } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { isStandardInput, runScriptFile } from '../shapes/script-file.ts';
import { literal } from '../shapes/values.ts';
import { parseInvocation, type ShellDialect } from './invocation.ts';

/** Knowledge about a shell that reads options the way the Bourne shell does. */
export function defineShell(facts: {
  readonly names: readonly string[];
  readonly dialect: ShellDialect;
  /** Variables that name a file read at the start. */
  readonly startFiles: readonly string[];
}): Program {
  return defineProgram({
    names: facts.names,
    summary: 'The line of `-c`, standard input, the script file, start files given by name',
    options: { stopAtOperand: true },
    describe(call, effects) {
      const invocation = parseInvocation(call.args, facts.dialect);
      if (invocation.informs) return;
      if (invocation.doubtful) effects.unknown('dynamic-command');
      const startFiles = [
        ...facts.startFiles.map((name) => call.env[name]),
        ...facts.dialect.longValues.map((name) => invocation.long.get(name)),
      ];
      for (const file of startFiles)
        if (file !== undefined) runScriptFile(call, effects, file, [], 'sh');
      if (invocation.checksOnly) return;
      const { line, script, args, positional } = invocation;
      if (line !== undefined) {
        const named = positional.length > 0 ? positional : [literal(call.name)];
        effects.stdout(effects.line(line, { ...withInput(call), positional: named }));
      } else if (script !== undefined && !isStandardInput(script))
        runScriptFile(call, effects, script, args, 'sh');
      else if (call.stdin !== undefined)
        effects.stdout(
          effects.line(call.stdin, { positional: [literal(call.name), ...positional] }),
        );
    },
  });
}

function withInput(call: Call): RunOptions {
  return call.stdin === undefined ? {} : { stdin: call.stdin };
}
