import type { Call, Program, RunOptions } from '../../program.ts';
import { secretKind } from '../../secrets/secret-path.ts';
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
      const { line, script, args, positional } = invocation;
      // What it prints on the way (`-v`) or about a mistake shows what stands there.
      if (invocation.checksOnly && script !== undefined && secretKind(script.text) !== undefined)
        effects.reads(script);
      if (invocation.checksOnly) return;
      if (invocation.isInteractive && line === undefined) effects.interactive('sh');
      if (line !== undefined) {
        const named = positional.length > 0 ? positional : [literal(call.name)];
        effects.stdout(effects.line(line, { ...withInput(call), positional: named }));
      } else if (script !== undefined && !isStandardInput(script))
        runScriptFile(call, effects, script, args, 'sh');
      else if (call.stdin !== undefined)
        effects.stdout(
          effects.line(call.stdin, { positional: [literal(call.name), ...positional] }),
        );
      else if (!invocation.isInteractive) effects.interactive('sh');
    },
  });
}

function withInput(call: Call): RunOptions {
  return call.stdin === undefined ? {} : { stdin: call.stdin };
}
