#!/usr/bin/env node
import { ownProgram } from '@agsec/runtime';
import { cursorAdapter } from './adapter.ts';
import { hookBundle } from './hook-bundle.ts';

await ownProgram(cursorAdapter, hookBundle());
