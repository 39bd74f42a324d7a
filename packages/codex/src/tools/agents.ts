import { type Build, one } from '@agsec/runtime/adapter';

/** A sub-agent; its own calls reach the hook with `agent_id` and `agent_type`. */
export const spawn: Build = (input, { cwd }) => {
  const type = input.optionalText('agent_type') ?? input.optionalText('task_name');
  const prompt = input.optionalText('message') ?? '';
  return one('agent.spawn', { cwd, prompt, ...(type === undefined ? {} : { type }) });
};

export const message: Build = (input, { cwd }) => {
  const to = input.optionalText('target') ?? input.optionalText('id');
  const prompt = input.optionalText('message') ?? '';
  return one('agent.message', { cwd, prompt, ...(to === undefined ? {} : { type: to }) });
};
