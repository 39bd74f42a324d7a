import type { Decision } from '@agsec/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideCall } from '../../test/decide-call.ts';
import { ALLOW_ALL, TestHome } from '../../test/test-home.ts';

let machine: TestHome;
beforeEach(() => {
  machine = new TestHome();
  // Nothing but self-protection objects to anything.
  machine.policy('allow.yaml', ALLOW_ALL);
  machine.put('home/.tester/settings', 'on');
  machine.put('project/evil/settings', 'off');
  machine.put('project/settings', 'off');
  machine.put('project/src/a.ts', '');
});
afterEach(() => machine.remove());

function decide(command: string): Decision {
  return decideCall(machine, { action: 'bash.execute', params: { command } }).decision;
}

describe('what arrives in the folder of a protected file', () => {
  it.each([
    'cp -r evil/. ~/.tester',
    'cp settings ~/.tester',
    'cp -t ~/.tester settings',
    'mv settings ~/.tester/',
    'install settings ~/.tester',
    'rsync -a evil/ ~/.tester/',
    'scp host:settings ~/.tester',
    'docker cp box:/x/settings ~/.tester',
    'aws s3 cp s3://b/settings ~/.tester',
    'dd if=settings of=~/.tester/settings',
    'ln -sfn "$PWD/evil" ~/.tester',
    'ln -sT "$PWD/evil" ~/.tester',
    'ls evil | xargs -I{} cp {} ~/.tester',
    'for f in evil/*; do cp "$f" ~/.tester; done',
    'split -l 1 settings ~/.tester/settin',
    'rclone copy evil ~/.tester',
    'aws s3 sync s3://b ~/.tester',
    'sshfs host:/x ~/.tester',
    'mount --bind evil ~/.tester',
  ])('%s', (command) => {
    expect(decide(command)).toMatchObject({ matched_by: 'self_protection' });
    expect(decide(command).effect).not.toBe('allow');
  });
});

describe('what goes through a link that the same call makes', () => {
  it.each([
    'ln -s ~/.tester c && echo off > c/settings',
    'ln -s ~ c; cp settings c/.tester/settings',
    'ln -s ~ c; cp settings c/.tester',
    'ln -s ~ a; ln -s a b; echo off > b/.tester/settings',
    'ln -s ~/.tester src/c; (cd src && echo off > c/settings)',
    'cd src && ln -s ../../home/.tester c && tee c/settings < a.ts',
  ])('%s', (command) => {
    expect(decide(command)).toMatchObject({ effect: 'deny', matched_by: 'self_protection' });
  });
});

describe('daily work with folders and links', () => {
  it.each([
    'cp -r src /tmp/x',
    'cp src/a.ts ~/notes.ts',
    'cp settings .',
    'for f in src/*; do cp "$f" ~/elsewhere; done',
    'ln -s ~/.tester c',
    'ln -s "$PWD/src" s && echo x > s/b.ts',
    'ln -sfn src current',
    'mv settings settings.old',
    'split -l 1 settings part-',
    'rsync -a src/ /tmp/x/',
    'scp host:a.ts .',
    'dd if=/dev/zero of=~/blank bs=1 count=1',
  ])('%s', (command) => {
    expect(decide(command)).toMatchObject({ effect: 'allow' });
  });
});
