import type { ToolOperation } from '../adapter.ts';
import { copilotPatch } from './copilot-patch.ts';
import type { Fields } from './fields.ts';
import { replacedFile, replacementOf } from './file-replacement.ts';
import { InputReader } from './input-reader.ts';
import { mcpOperation } from './mcp-call.ts';
import { searchRoot } from './search-root.ts';
import { type Build, internalTool, one, unknownTool } from './tool-operation.ts';
import { requestTo } from './web-target.ts';

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

const writeFile: Build = (input, { cwd }) => {
  const file_path = input.filled('filePath');
  return one('file.write', { cwd, file_path, content: input.text('content') });
};

const readFile: Build = (input, { cwd }) =>
  one('file.read', { cwd, file_path: input.filled('filePath') });

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
  return replacedFile(input.filled('filePath'), cwd, [
    replacementOf(input, 'oldString', 'newString'),
  ]);
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

/** A tool of an MCP server is `mcp_<server>_<tool>`; the server's name is taken to end at the first `_`. */
const mcpTool: Build = (input, call) => {
  const [, server, tool] = /^mcp_([^_]+)_(.+)$/s.exec(call.tool) ?? [];
  if (server === undefined || tool === undefined) return unknownTool(input, call);
  return mcpOperation({ server, tool, args: input.args(), cwd: call.cwd });
};

/**
 * Tools of VS Code's local harness, from its source and documentation; not run here. Those that run
 * a task by its name, a command of the editor or an extension are not listed, so `unknown`; internal
 * are its own bookkeeping, and what it knows without asking the disk or the network.
 */
const TOOLS: { readonly [spelling: string]: Build } = {
  applypatch: applyPatch,
  createandruntask: createAndRunTask,
  createdirectory: createDirectory,
  createfile: createFile,
  deletefile: deleteFile,
  editfiles: editFiles,
  editnotebookfile: editNotebook,
  fetchwebpage: fetchWebpage,
  filesearch: fileSearch,
  geterrors: internalTool,
  getterminaloutput: internalTool,
  getvscodeapi: internalTool,
  githubrepo: githubRepo,
  grepsearch: grepSearch,
  inserteditintofile: insertEdit,
  listcodeusages: internalTool,
  listdir: listDirectory,
  managetodolist: internalTool,
  multireplacestringinfile: multiReplaceString,
  readfile: readFile,
  replacestringinfile: replaceString,
  runinterminal: runInTerminal,
  runsubagent: runSubagent,
  runterminalcommand: runInTerminal,
  semanticsearch: semanticSearch,
  terminallastcommand: internalTool,
  terminalselection: internalTool,
  testsearch: internalTool,
  think: internalTool,
  writefile: writeFile,
};

/**
 * How a tool of VS Code's local harness is read. Its documentation writes `createFile` where its
 * source has `create_file`, and the name it is registered under is `copilot_createFile`: all are one.
 */
export function vscodeTool(name: string): Build {
  const spelling = name
    .replace(/^copilot_/, '')
    .replaceAll('_', '')
    .toLowerCase();
  const build = Object.hasOwn(TOOLS, spelling) ? TOOLS[spelling] : undefined;
  return build ?? mcpTool;
}
