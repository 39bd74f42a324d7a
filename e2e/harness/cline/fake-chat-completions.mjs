// A scripted Chat Completions API on loopback. It answers what a script says, so a test decides which
// tool calls the real client makes, and keeps every request, so a test sees what the model was told.
import { createServer } from 'node:http';

const DONE = [{ text: 'done' }];

/** Text of a message's content: a string, or a list of parts. */
function textOf(content) {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => part.text ?? '').join('\n');
}

/**
 * The turn a request asks for: its index is the number of assistant messages it already holds, so a
 * retried request gets the same answer. A sub-agent's conversation is known by its first words.
 */
function turnFor(script, { messages = [] }) {
  const index = messages.filter(({ role }) => role === 'assistant').length;
  const opening = textOf(messages.find(({ role }) => role === 'user')?.content);
  const route = (script.routes ?? []).find(({ match }) => opening.includes(match));
  return { index, turn: (route?.turns ?? script.turns)[index] ?? DONE };
}

/** The parts of one answer, each as the API streams it. */
function partsOf(request, { index, turn }) {
  const calls = turn.filter((block) => 'tool' in block);
  const part = (choices, more = {}) => ({
    id: `scripted_${index}`,
    object: 'chat.completion.chunk',
    created: 1,
    model: request.model,
    choices,
    ...more,
  });
  const said = turn
    .filter((block) => 'text' in block)
    .map(({ text }) => ({ role: 'assistant', content: text }));
  const called = calls.map(({ tool, input, id }, at) => ({
    role: 'assistant',
    tool_calls: [
      {
        index: at,
        id: id ?? `call_${index}_${at}`,
        type: 'function',
        function: { name: tool, arguments: JSON.stringify(input) },
      },
    ],
  }));
  const finish_reason = calls.length > 0 ? 'tool_calls' : 'stop';
  return [
    ...[...said, ...called].map((delta) => part([{ index: 0, delta, finish_reason: null }])),
    part([{ index: 0, delta: {}, finish_reason }]),
    part([], { usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }),
  ];
}

/** Starts the API at a port of loopback. Gives what it was asked, and how to end it. */
export async function startFakeChatCompletions(script, port) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? '';
    if (request.method !== 'POST' || !path.endsWith('/chat/completions')) {
      requests.push({ method: request.method, path });
      response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    requests.push({ method: 'POST', path, body });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of partsOf(body, turnFor(script, body)))
      response.write(`data: ${JSON.stringify(part)}\n\n`);
    response.end('data: [DONE]\n\n');
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    requests,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
