// A stdio MCP server with a few tools that do nothing but write their name into a log, so that a
// test sees which calls arrived. Argument: the path of that log.
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const TOOLS = ['echo', 'delete_thing', 'kebab-tool'];
const log = process.argv[2];

function answer(id, result) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
}

function resultOf({ method, params }) {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'tiny', version: '1.0.0' },
      };
    case 'tools/list':
      return {
        tools: TOOLS.map((name) => ({
          name,
          description: name,
          inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
        })),
      };
    case 'tools/call':
      appendFileSync(log, `${params.name}\n`);
      return { content: [{ type: 'text', text: `${params.name} ran` }] };
    default:
      return {};
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line.trim() === '') return;
  const message = JSON.parse(line);
  if (message.id !== undefined) answer(message.id, resultOf(message));
});
