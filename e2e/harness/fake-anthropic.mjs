// A scripted Messages API on loopback. It answers what a script says, so a test decides which tool
// calls the real client makes, and keeps every request, so a test sees what the model was told.
import { createServer } from 'node:http';

/**
 * @typedef {{ text: string } | { tool: string, input: unknown, id?: string }} Block
 * One block of an assistant message.
 *
 * @typedef {readonly Block[]} Turn
 * One assistant message.
 *
 * @typedef {{ match: string, turns: readonly Turn[] }} Route
 * Turns for requests whose first user message contains `match` (a sub-agent's prompt).
 *
 * @typedef {{ turns: readonly Turn[], routes?: readonly Route[] }} Script
 */

const DONE = [{ text: 'done' }];

/** Text of a message's content, which is a string or a list of blocks. */
function textOf(content) {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('\n');
}

/**
 * The turn a request asks for: its index is the number of assistant messages it already holds, so
 * a retried request gets the same answer.
 */
export function turnFor(script, request) {
  const messages = request.messages ?? [];
  const index = messages.filter((message) => message.role === 'assistant').length;
  const opening = textOf(messages.find((message) => message.role === 'user')?.content);
  const route = (script.routes ?? []).find((candidate) => opening.includes(candidate.match));
  // A request without tools is the client's own side question (a title, a classifier).
  if ((request.tools ?? []).length === 0) return DONE;
  return (route?.turns ?? script.turns)[index] ?? DONE;
}

/** `block` as the API spells it. The id is fixed by its place, so recorded payloads are stable. */
function contentBlock(block, turn, position) {
  if ('text' in block) return { type: 'text', text: block.text };
  const id = block.id ?? `toolu_scripted_${turn}_${position}`;
  return { type: 'tool_use', id, name: block.tool, input: block.input };
}

function message(request, turn) {
  const index = (request.messages ?? []).filter((one) => one.role === 'assistant').length;
  const content = turn.map((block, position) => contentBlock(block, index, position));
  const usesTool = content.some((block) => block.type === 'tool_use');
  return {
    id: `msg_scripted_${index}`,
    type: 'message',
    role: 'assistant',
    model: request.model,
    content,
    stop_reason: usesTool ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  };
}

function deltaOf(block) {
  return block.type === 'text'
    ? { type: 'text_delta', text: block.text }
    : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
}

/** The server-sent events of one answer. */
export function eventsOf(answer) {
  const events = [
    {
      type: 'message_start',
      message: {
        ...answer,
        content: [],
        stop_reason: null,
        usage: { input_tokens: 1, output_tokens: 0 },
      },
    },
  ];
  answer.content.forEach((block, index) => {
    const empty = block.type === 'text' ? { ...block, text: '' } : { ...block, input: {} };
    events.push(
      { type: 'content_block_start', index, content_block: empty },
      { type: 'content_block_delta', index, delta: deltaOf(block) },
      { type: 'content_block_stop', index },
    );
  });
  events.push(
    {
      type: 'message_delta',
      delta: { stop_reason: answer.stop_reason, stop_sequence: null },
      usage: { output_tokens: 1 },
    },
    { type: 'message_stop' },
  );
  return events;
}

function send(response, request, answer) {
  if (request.stream !== true) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (const event of eventsOf(answer)) {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
}

async function body(incoming) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Starts the server on a free port of 127.0.0.1. `requests` grows as requests come in: method,
 * path and, for the Messages API, the parsed body.
 */
export async function startFakeAnthropic(script) {
  const requests = [];
  const server = createServer(async (incoming, response) => {
    const text = await body(incoming);
    const path = incoming.url ?? '';
    if (incoming.method !== 'POST' || !path.startsWith('/v1/messages')) {
      requests.push({ method: incoming.method, path });
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"type":"error","error":{"type":"not_found_error","message":"not scripted"}}');
      return;
    }
    const request = JSON.parse(text);
    requests.push({ method: 'POST', path, body: request });
    send(response, request, message(request, turnFor(script, request)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
