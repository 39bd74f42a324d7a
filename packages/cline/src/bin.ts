#!/usr/bin/env node
import { ownProgram } from '@agsec/runtime';
import { clineAdapter } from './adapter.ts';
import { hookBundle } from './hook-bundle.ts';

await ownProgram(clineAdapter, hookBundle());
