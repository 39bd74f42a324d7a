// A person in an editor who uses Codex: starts `codex app-server` with the words behind the first one,
// asks for one turn, and answers what they are asked. First word: JSON with
//   { "name": how the editor calls itself, "answer": what they say, "thread": more for `thread/start` }.
// Prints one line of JSON for each question; ends when the turn has.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const [words, program, ...args] = process.argv.slice(2);
const { name, answer, thread } = JSON.parse(words);

const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const open = new Map();
let asked = 0;

const send = (message) => server.stdin.write(`${JSON.stringify(message)}\n`);

function ask(method, params) {
  asked += 1;
  send({ id: asked, method, params });
  return new Promise((resolve, reject) => open.set(asked, { resolve, reject }));
}

const ended = new Promise((resolve) => {
  createInterface({ input: server.stdout }).on('line', (line) => {
    const message = JSON.parse(line);
    if (message.method === undefined) {
      const question = open.get(message.id);
      if (message.error) question?.reject(new Error(message.error.message));
      else question?.resolve(message.result);
      return;
    }
    if (message.id !== undefined) {
      console.log(JSON.stringify({ method: message.method, params: message.params }));
      send({ id: message.id, result: { decision: answer } });
    } else if (message.method === 'turn/completed') resolve();
  });
});

await ask('initialize', { clientInfo: { name, title: name, version: '1' } });
send({ method: 'initialized' });
const started = await ask('thread/start', { cwd: process.cwd(), ...thread });
await ask('turn/start', {
  threadId: started.thread.id,
  input: [{ type: 'text', text: 'go' }],
});
await ended;
server.stdin.end();
server.kill();
