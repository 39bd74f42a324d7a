// A scripted Responses API on loopback. It answers what a script says, so a test decides which tool
// calls the real client makes, and keeps every request, so a test sees what the model was told.
import { createServer } from 'node:http';

/** Results of calls that a request already holds, by call id. */
export function outputsIn(request) {
  return (request.input ?? []).filter(({ type }) => /_call_output$/.test(type ?? ''));
}

/** Text of an item's content: a string, or a list of parts. */
export function textOf(content) {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => part.text ?? '').join('\n');
}

/**
 * The turn a request asks for: the one behind as many calls as it holds results, so a retried request
 * gets the same answer. A sub-agent's conversation is known by its prompt.
 */
function turnFor(script, request) {
  const said = (request.input ?? [])
    .filter(({ role }) => role === 'user')
    .map(({ content }) => textOf(content))
    .join('\n');
  const route = (script.routes ?? []).findIndex(({ match }) => said.includes(match));
  const turns = script.routes?.[route]?.turns ?? script.turns;
  let left = outputsIn(request).length;
  for (const [index, turn] of turns.entries()) {
    const calls = turn.filter((block) => 'tool' in block).length;
    if (left < calls || calls === 0) return { turn, name: `${route + 1}_${index}` };
    left -= calls;
  }
  return { turn: [{ text: 'done' }], name: `${route + 1}_end` };
}

/** A block as the API spells it; `session` stands for the id of the last terminal. */
function itemOf(block, id, session) {
  if ('text' in block) {
    return {
      type: 'message',
      role: 'assistant',
      id,
      content: [{ type: 'output_text', text: block.text }],
    };
  }
  if (typeof block.input === 'string') {
    return { type: 'custom_tool_call', call_id: id, name: block.tool, input: block.input };
  }
  const args = JSON.stringify(block.input).replace('"@SESSION"', session ?? '0');
  const namespace = block.namespace === undefined ? {} : { namespace: block.namespace };
  return { type: 'function_call', call_id: id, name: block.tool, arguments: args, ...namespace };
}

/** The server-sent events of one answer. */
function eventsOf(request, { turn, name }) {
  const results = outputsIn(request).map(({ output }) => JSON.stringify(output));
  const session = results.flatMap((text) => /session ID (\d+)/i.exec(text)?.[1] ?? []).at(-1);
  const id = `resp_${name}`;
  const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
  return [
    { type: 'response.created', response: { id } },
    ...turn.map((block, at) => ({
      type: 'response.output_item.done',
      item: itemOf(block, block.id ?? `call_${name}_${at}`, session),
    })),
    { type: 'response.completed', response: { id, usage } },
  ];
}

/** Starts the API at a port of loopback. Gives what it was asked, and how to end it. */
export async function startFakeResponses(script, port) {
  const requests = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const isScripted = request.method === 'POST' && request.url?.endsWith('/responses');
      const body = isScripted ? JSON.parse(text) : undefined;
      requests.push({ method: request.method, path: request.url, body });
      if (!isScripted) {
        response.writeHead(404, { 'content-type': 'application/json' });
        response.end('{}');
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of eventsOf(body, turnFor(script, body))) {
        response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      }
      response.end();
    });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
  return { requests, close };
}
