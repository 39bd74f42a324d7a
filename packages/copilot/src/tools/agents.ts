import { type Build, one } from '@agsec/runtime/adapter';

/** A sub-agent; its own calls reach the hook with `agentId` and `parentAgentId`. */
export const task: Build = (input, { cwd }) => {
  const type = input.optionalText('agent_type');
  const prompt = input.text('prompt');
  return one('agent.spawn', { cwd, prompt, ...(type === undefined ? {} : { type }) });
};

/** A message to a sub-agent that waits for one. */
export const writeAgent: Build = (input, { cwd }) => {
  const type = input.optionalText('agent_id');
  const prompt = input.message('message');
  return one('agent.message', { cwd, prompt, ...(type === undefined ? {} : { type }) });
};

export const skill: Build = (input, { cwd }) =>
  one('agent.skill', { cwd, type: input.filled('skill') });
