// Removes `dist` of the package it is run in, so that a build never leaves files of an older one.
import { rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
