export { AGENT_PROGRAMS as programs } from '../programs/agents/index.ts';
