#!/usr/bin/env node
import { ownProgram } from '@agsec/runtime';
import { claudeCodeAdapter } from './adapter.ts';
import { hookBundle } from './hook-bundle.ts';

await ownProgram(claudeCodeAdapter, hookBundle());
