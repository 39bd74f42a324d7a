#!/usr/bin/env node
import { ownProgram } from '@agsec/runtime';
import { copilotAdapter } from './adapter.ts';
import { hookBundle } from './hook-bundle.ts';

await ownProgram(copilotAdapter, hookBundle());
