import { describe, expect, it } from 'vitest';
import { told } from '../testing/told.ts';
import { INTERPRETER_PROGRAMS } from './index.ts';

const does = (line: string) => told(INTERPRETER_PROGRAMS, ...line.split(' '));

describe('dart and flutter', () => {
  it.each([
    ['dart pub publish', 'package.publish manager=pub packages=[]'],
    ['flutter pub publish --force', 'package.publish manager=pub packages=[]'],
    ['flutter pub lish -f', 'package.publish manager=pub packages=[]'],
    ['dart pub publish --dry-run=false', 'package.publish manager=pub packages=[]'],
    ['dart pub add http', 'package.install manager=pub packages=["http"] source=registry'],
    ['flutter pub remove http', 'package.remove manager=pub packages=["http"]'],
    ['dart tool/x.dart', 'script: tool/x.dart'],
    ['dart run bin/x.dart --fast', 'script: bin/x.dart'],
    ['flutter run -t lib/x.dart', 'script: lib/x.dart'],
  ])('%s', (line, expected) => {
    expect(does(line)).toContain(expected);
  });

  it.each([
    'dart pub publish --dry-run',
    'dart pub get',
    'dart test',
    'dart format lib',
    'dart run build_runner build',
    'flutter build apk',
    'flutter --version',
  ])('%s does nothing to speak of', (line) => {
    expect(does(line)).toEqual([]);
  });
});
