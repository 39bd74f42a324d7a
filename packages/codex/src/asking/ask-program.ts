import type { HelperProgram, Place, Scope } from '@agsec/runtime';
import { binFolder, quoteWord } from '@agsec/runtime/adapter';
import { questionsFolder } from '@agsec/runtime/hook';

/** Where the program stands that runs a line once a person has said yes to it. */
export function askProgramPath(place: Pick<Place, 'agsecHome' | 'root'>, scope: Scope): string {
  return `${binFolder(place, scope)}/codex-asks`;
}

/** What a review is where the program or the rule is not there. */
export const WITHOUT = 'a command that needs a person is denied with an id, and Codex asks nobody';

/** The same for an installation to write. */
export function askProgram(place: Place, scope: Scope): HelperProgram {
  return {
    path: askProgramPath(place, scope),
    bytes: new TextEncoder().encode(askProgramText(place, scope)),
    summary: 'a program that Codex asks about before it runs a reviewed command',
    without: WITHOUT,
  };
}

/**
 * It runs the line it is given as the client would have: with the person's shell, where it stands. By
 * itself it proves nothing, since whoever may run it may run the line. It is for the client that was
 * told to ask about it, and did not (`--ignore-rules`, a session older than the rule): our hook notes
 * each question right before it is asked, and without that note nobody was.
 */
export function askProgramText(place: Pick<Place, 'agsecHome'>, scope: Scope): string {
  const folder =
    scope === 'managed'
      ? // biome-ignore lint/suspicious/noTemplateCurlyInString: the program's own variables
        '"${AGSEC_HOME:-$HOME/.agsec}/questions"'
      : quoteWord(questionsFolder(place.agsecHome));
  return `#!/bin/sh
# Runs a command that a person was asked about. Made by agsec: Codex asks before it runs this.
line=$1 token=$3 questions=${folder}
case $token in
  '' | *[!a-z2-7]*) asked=no ;;
  *) [ -f "$questions/$token" ] && asked=yes || asked=no ;;
esac
if [ "$asked" = no ]; then
  echo 'agsec: Codex asked nobody about this command, so it was not run. A person has to start a new session of Codex, without --ignore-rules, or run \`agsec doctor codex\`.' >&2
  exit 126
fi
case \${SHELL-} in
  /*/bash | /*/zsh | /*/ksh | /*/dash | /*/sh) exec "$SHELL" -c "$line" ;;
esac
[ -x /bin/bash ] && exec /bin/bash -c "$line"
exec /bin/sh -c "$line"
`;
}
