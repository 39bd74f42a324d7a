import {
  type Config,
  carefulSettings,
  currentPolicies,
  type HomeLayout,
  loadConfig,
  type PolicyTexts,
  readAccepted,
  type Settings,
  settingsOf,
} from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { printable, type Style, styleOf } from '../terminal/style.ts';
import { changesBetween } from './statement-changes.ts';

/** Texts before and now; `undefined` where nothing was ever accepted, or nobody knows what was. */
export function acceptedAndNow(
  home: HomeLayout,
): { readonly before: PolicyTexts; readonly now: PolicyTexts } | undefined {
  const accepted = readAccepted(home);
  if (accepted.kind !== 'accepted') return undefined;
  return { before: accepted.policies.texts, now: currentPolicies(home).texts };
}

/** Files below the state folder whose change nobody has accepted yet, sorted. Comments are none. */
export function pendingChanges(home: HomeLayout): readonly string[] {
  const texts = acceptedAndNow(home);
  if (texts === undefined) return [];
  return [...new Set(changesBetween(texts.before, texts.now).map(({ file }) => file))];
}

/** What to know, and do, about such files. One line. */
export function pendingText(style: Style, names: readonly string[]): string {
  const files = names.map(printable).join(', ');
  const what = `${files} changed: what it tightens counts, what it loosens waits for`;
  return `${style.yellow('not accepted')}: ${what}: agsec policy accept\n`;
}

/** Says so, if a change waits. */
export function notePending(context: CliContext, home: HomeLayout): void {
  const names = pendingChanges(home);
  if (names.length > 0) context.out(pendingText(styleOf(context), names));
}

/** The settings that hold, a change that nobody has accepted included. */
export function settingsHere(
  home: HomeLayout,
  user: Config | undefined,
  managed: Config | undefined,
): Settings {
  const now = settingsOf(user, managed);
  const text = acceptedAndNow(home)?.before['config.yaml'];
  const before = text === undefined ? undefined : loadConfig({ file: home.config, text }, 'user');
  return before?.ok ? carefulSettings(now, settingsOf(before.config, managed)) : now;
}
