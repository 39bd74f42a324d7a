/**
 * The shell lines of a file of tasks, whatever their names: recipes of a justfile are indented,
 * commands of a Taskfile are items of a list.
 */
export function taskLines(file: string, text: string): readonly string[] {
  const lines = text.split('\n');
  if (/\.ya?ml$/.test(file))
    return lines.flatMap((line) => {
      const command = /^\s*-\s+(?:cmd:\s*)?(["']?)(.*?)\1\s*$/.exec(line)?.[2];
      return command === undefined ? [] : [filled(command)];
    });
  return lines
    .filter((line) => /^[ \t]+\S/.test(line))
    .map((line) => filled(line.replace(/^[ \t]+[@-]*/, '')));
}

/** `{{name}}` is filled in by the runner. */
function filled(line: string): string {
  return line.replace(/\{\{[^{}]*\}\}/g, '"$AGSEC_UNKNOWN"');
}
