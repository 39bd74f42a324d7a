import type { HelperProgram } from '@agsec/runtime';
import type { Scope } from '@agsec/runtime/hook';
import { below, type CodexPlace, managedFolder } from '../client-files.ts';
import { askProgramPath, WITHOUT } from './ask-program.ts';

/**
 * The file of rules by which the client asks before it runs our program. A project has none: its
 * rules are anybody's who writes to the repository.
 */
export function rulePath(scope: Scope, place: CodexPlace): string | undefined {
  const name = 'rules/agsec.rules';
  if (scope === 'project') return undefined;
  return below(scope === 'managed' ? managedFolder(place) : place.codexHome, name);
}

/** The same for an installation to write; none for a project. */
export function ruleFiles(scope: Scope, place: CodexPlace): readonly HelperProgram[] {
  const path = rulePath(scope, place);
  if (path === undefined) return [];
  const bytes = new TextEncoder().encode(ruleText(scope, place));
  const summary = 'have Codex ask before it runs a reviewed command';
  return [{ path, bytes, mode: 0o644, summary, without: WITHOUT }];
}

/**
 * In the client's language of rules, Starlark, whose strings take JSON's escapes of ASCII. Where more
 * rules speak of a command, the strictest counts.
 */
export function ruleText(scope: Scope, place: CodexPlace): string {
  return `# Made by agsec. Codex asks before it runs this program, which runs a command that a review has held.
prefix_rule(
    pattern = [${JSON.stringify(askProgramPath(place, scope))}],
    decision = "prompt",
    justification = "agsec: a policy wants a person to look at this command",
)
`;
}
