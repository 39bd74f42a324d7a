import { type Build, internalTool, one } from '@agsec/runtime/adapter';

/** A sub-agent; its own calls reach the hook with `agent_id` and `agent_type`. */
export const spawn: Build = (input, { cwd }) => {
  const type = input.optionalText('subagent_type');
  const prompt = input.text('prompt');
  return one('agent.spawn', { cwd, prompt, ...(type === undefined ? {} : { type }) });
};

/** A message is text, or an object of the client's own protocol between agents. */
export const sendMessage: Build = (input, { cwd }) =>
  one('agent.message', { cwd, prompt: input.message('message'), type: input.text('to') });

export const skill: Build = (input, { cwd }) => {
  const prompt = input.optionalText('args');
  const type = input.filled('skill');
  return one('agent.skill', { cwd, type, ...(prompt === undefined ? {} : { prompt }) });
};

export const slashCommand: Build = (input, { cwd }) =>
  one('agent.skill', { cwd, type: 'command', prompt: input.filled('command') });

/**
 * The script of a workflow starts agents, whose calls reach the hook; it can neither load a module
 * nor touch a file (measured with 2.1.328). One kept on disk is read to be run.
 */
export const workflow: Build = (input, { cwd }) => {
  const prompt = input.optionalText('script');
  const path = input.optionalText('scriptPath');
  const type = input.optionalText('name') ?? 'workflow';
  const run = one('agent.skill', { cwd, type, ...(prompt === undefined ? {} : { prompt }) });
  return path === undefined ? run : [...run, ...one('file.read', { cwd, file_path: path })];
};

export const cron: Build = (input, { cwd }) =>
  one('agent.schedule', { cwd, type: 'cron', prompt: input.text('prompt') });

export const wakeUp: Build = (input, call) => {
  if (input.optionalFlag('stop') === true) return internalTool(input, call);
  const prompt = input.optionalText('prompt') ?? '';
  return one('agent.schedule', { cwd: call.cwd, type: 'wakeup', prompt });
};
