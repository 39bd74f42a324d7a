#!/usr/bin/env node
import { AgsecError } from '@agsec/core';
import { runCommand } from './command-line.ts';
import { processContext } from './process-context.ts';

async function main(): Promise<number> {
  try {
    return await runCommand(process.argv.slice(2), processContext());
  } catch (error) {
    if (!AgsecError.isInstance(error)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return 2;
  }
}

process.exitCode = await main();
