import { field, isFields, one } from '@agsec/runtime/adapter';
import type { Build } from './tool-input.ts';

/** A sub-agent; its own calls reach the hook with `parent_agent_id`. */
export const spawnAgent: Build = (input, { cwd }) =>
  one('agent.spawn', { cwd, prompt: input.text('task') });

/** An agent that stays, and is given tasks. */
export const spawnTeammate: Build = (input, { cwd }) =>
  one('agent.spawn', { cwd, prompt: input.text('rolePrompt'), type: input.filled('agentId') });

export const runTeamTask: Build = (input, { cwd }) =>
  one('agent.message', { cwd, prompt: input.text('task'), type: input.text('agentId') });

export const sendTeamMessage: Build = (input, { cwd }) =>
  one('agent.message', { cwd, prompt: input.text('body'), type: input.text('toAgentId') });

export const broadcast: Build = (input, { cwd }) =>
  one('agent.message', { cwd, prompt: input.text('body') });

export const skill: Build = (input, { cwd, input: given }) => {
  const args = isFields(given) ? field(given, 'args') : undefined;
  const prompt = typeof args === 'string' ? { prompt: args } : {};
  return one('agent.skill', { cwd, type: input.filled('skill'), ...prompt });
};

/** A skill of the extension before its version 4. */
export const useSkill: Build = (input, { cwd }) =>
  one('agent.skill', { cwd, type: input.filled('skill_name') });

/** Up to five prompts, each for a sub-agent. */
export const useSubagents: Build = (input, { cwd, input: given }) => {
  const names = Object.keys(isFields(given) ? given : {}).filter((name) =>
    /^prompt_\d+$/.test(name),
  );
  if (names.length === 0) input.refuse('prompt_1 is missing');
  return names.flatMap((name) => one('agent.spawn', { cwd, prompt: input.text(name) }));
};

/** Says that the task is done; older clients then ran the command that shows it. */
export const attemptCompletion: Build = (input, { cwd, tool }) => {
  const command = input.optionalText('command');
  const said = one(`internal.${tool}`, { cwd, args: input.args() });
  return command === undefined || command.trim() === ''
    ? said
    : [...said, ...one('bash.execute', { cwd, command })];
};
