import { type Build, one } from '@agsec/runtime/adapter';

/** A sub-agent; its own calls reach the hooks like any other. */
export const spawn: Build = (input, { cwd }) => {
  const type = input.optionalText('subagent_type');
  const prompt = input.text('prompt');
  return one('agent.spawn', { cwd, prompt, ...(type === undefined ? {} : { type }) });
};
