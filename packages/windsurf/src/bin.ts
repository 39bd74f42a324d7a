#!/usr/bin/env node
import { ownProgram } from '@agsec/runtime';
import { windsurfAdapter } from './adapter.ts';
import { hookBundle } from './hook-bundle.ts';

await ownProgram(windsurfAdapter, hookBundle());
