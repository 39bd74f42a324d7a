#!/usr/bin/env node
import { ownProgram } from '@agsec/runtime';
import { codexAdapter } from './adapter.ts';
import { hookBundle } from './hook-bundle.ts';

await ownProgram(codexAdapter, hookBundle());
