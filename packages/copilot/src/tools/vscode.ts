import {
  type Build,
  type Fields,
  InputReader,
  internalTool,
  intoFile,
  one,
  onFile,
  requestTo,
  searchRoot,
} from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import { vscodeTool } from '../tool-names.ts';
import { editing, replacementOf } from './files.ts';
import { vscodeMcpTool } from './mcp.ts';
import { copilotPatch } from './patch.ts';

/** Runs a line in a terminal of the editor. */
const runInTerminal: Build = (input, { cwd }) => {
  const command = input.filled('command');
  const background = input.optionalFlag('isBackground') === true;
  return one('bash.execute', { cwd, command, ...(background && { background }) });
};

/** A task made on the spot: a shell line and its arguments. */
const createAndRunTask: Build = (input, { cwd }) => {
  const task = new InputReader(input.optionalFields('task') ?? {}, 'task');
  const words = [task.filled('command'), ...(task.optionalTexts('args') ?? [])];
  for (const issue of task.issues) input.refuse(issue);
  return one('bash.execute', { cwd, command: words.join(' ') });
};

/** Documented as `createFile {path}`, in the source `create_file {filePath, content}`. */
const createFile: Build = (input, { cwd }) => {
  const file_path = input.optionalText('filePath') ?? input.filled('path');
  const content = input.optionalText('content');
  return one('file.write', { cwd, file_path, ...(content === undefined ? {} : { content }) });
};

const deleteFile: Build = (input, { cwd }) => {
  const file_path = input.optionalText('filePath') ?? input.filled('path');
  return one('file.delete', { cwd, file_path });
};

/** A folder is made where nothing was, so nothing is lost. */
const createDirectory: Build = (input, { cwd }) =>
  one('file.write', { cwd, file_path: input.filled('dirPath'), append: true });

/** The documented tool says which files change, and not to what. */
const editFiles: Build = (input, { cwd }) => {
  const files = input.optionalTexts('files') ?? [];
  if (files.length === 0) input.refuse('files names no file');
  return files.flatMap((file_path) => one('file.edit', { cwd, file_path }));
};

const replaceString: Build = (input, { cwd }) => replacing(input, cwd);

const multiReplaceString: Build = (input, { cwd }) =>
  input.list('replacements').flatMap((fields) => each(fields, input, cwd));

function each(fields: Fields, input: InputReader, cwd: string): readonly ToolOperation[] {
  const reader = new InputReader(fields, 'replacements');
  const operations = replacing(reader, cwd);
  for (const issue of reader.issues) input.refuse(issue);
  return operations;
}

function replacing(input: InputReader, cwd: string): readonly ToolOperation[] {
  return editing(input.filled('filePath'), cwd, [replacementOf(input, 'oldString', 'newString')]);
}

/** A model of the editor's puts the code where it belongs: what the file is then is not known. */
const insertEdit: Build = (input, { cwd }) =>
  one('file.edit', { cwd, file_path: input.filled('filePath'), content: input.text('code') });

const applyPatch: Build = (input, { cwd }) =>
  copilotPatch(input.filled('input'), cwd, input, 'input');

const editNotebook: Build = (input, { cwd }) => {
  const content = (input.optionalTexts('newCode') ?? []).join('\n');
  return one('notebook.edit', { cwd, file_path: input.filled('filePath'), content });
};

const listDirectory: Build = (input, { cwd }) =>
  one('file.list', { cwd, file_path: searchRoot(input.optionalText('path'), cwd) });

/** Both search the whole workspace. */
const fileSearch: Build = (input, { cwd }) =>
  one('file.glob', { cwd, file_path: cwd, pattern: input.filled('query'), recursive: true });

const grepSearch: Build = (input, { cwd }) => {
  const names = input.optionalText('includePattern');
  return one('file.grep', {
    cwd,
    file_path: cwd,
    pattern: input.text('query'),
    recursive: true,
    ...(names === undefined ? {} : { glob: names }),
  });
};

const semanticSearch: Build = (input, { cwd }) =>
  one('file.grep', { cwd, file_path: cwd, pattern: input.text('query'), recursive: true });

const fetchWebpage: Build = (input, { cwd }) => {
  const urls = input.optionalTexts('urls') ?? [];
  if (urls.length === 0) input.refuse('urls names no address');
  return urls.flatMap((url) => requestTo(url, 'urls', cwd, input));
};

const githubRepo: Build = (input, { cwd }) =>
  one('web.search', { cwd, query: input.text('query') });

const runSubagent: Build = (input, { cwd }) => {
  const type = input.optionalText('agentName');
  const prompt = input.text('prompt');
  return one('agent.spawn', { cwd, prompt, ...(type === undefined ? {} : { type }) });
};

/** The editor's own bookkeeping, and what it knows without asking the disk or the network. */
const BOOKKEEPING = [
  'get_errors',
  'get_terminal_output',
  'get_vscode_api',
  'list_code_usages',
  'manage_todo_list',
  'terminal_last_command',
  'terminal_selection',
  'test_search',
  'think',
] as const;

/**
 * Tools of the editor's local harness, from its source and documentation; not run here. Those that
 * run a task by its name, a command of the editor or an extension are not listed, so `unknown`.
 */
const TOOLS: { readonly [tool: string]: Build } = {
  ...Object.fromEntries(BOOKKEEPING.map((tool) => [tool, internalTool])),
  apply_patch: applyPatch,
  create_and_run_task: createAndRunTask,
  create_directory: createDirectory,
  create_file: createFile,
  delete_file: deleteFile,
  edit_files: editFiles,
  edit_notebook_file: editNotebook,
  fetch_webpage: fetchWebpage,
  file_search: fileSearch,
  github_repo: githubRepo,
  grep_search: grepSearch,
  insert_edit_into_file: insertEdit,
  list_dir: listDirectory,
  multi_replace_string_in_file: multiReplaceString,
  read_file: onFile('file.read', 'filePath'),
  replace_string_in_file: replaceString,
  run_in_terminal: runInTerminal,
  run_subagent: runSubagent,
  run_terminal_command: runInTerminal,
  semantic_search: semanticSearch,
  write_file: intoFile('file.write', 'filePath', 'content'),
};

/** The same table under the one spelling that `vscodeTool` makes of a name. */
const BY_SPELLING: { readonly [tool: string]: Build } = Object.fromEntries(
  Object.entries(TOOLS).map(([tool, build]) => [vscodeTool(tool), build]),
);

/** How a tool of the editor's local harness is read; one of an MCP server by the start of its name. */
export function vscodeBuild(name: string): Build {
  const spelling = vscodeTool(name);
  const build = Object.hasOwn(BY_SPELLING, spelling) ? BY_SPELLING[spelling] : undefined;
  return build ?? vscodeMcpTool;
}
