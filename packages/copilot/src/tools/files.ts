import { type Build, one, replacedFile, replacementOf } from '@agsec/runtime/adapter';

/** One replacement; the text to replace must be in the file exactly once. */
export const edit: Build = (input, { cwd }) =>
  replacedFile(input.filled('path'), cwd, [replacementOf(input, 'old_str', 'new_str')]);

/** The editor of older clients: one tool, five commands. */
export const editor: Build = (input, call) => {
  const { cwd } = call;
  const file_path = input.filled('path');
  switch (input.text('command')) {
    case 'view':
      return one('file.read', { cwd, file_path });
    case 'create':
      return one('file.write', { cwd, file_path, content: input.text('file_text') });
    case 'str_replace':
      return edit(input, call);
    case 'insert':
      return one('file.edit', { cwd, file_path, content: input.text('new_str') });
    default:
      input.refuse('command is none the client knows');
      return [];
  }
};

/** What the permission service is asked before a file changes; what it changes to is in `diff`. */
export const requestedEdit: Build = (input, { cwd }) =>
  one('file.edit', { cwd, file_path: input.filled('file_path') });
