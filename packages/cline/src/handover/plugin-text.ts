const HEAD = '// The plugin of agsec.';

/** True if a plugin is one of ours, in whatever state. */
export function isOurPlugin(text: string): boolean {
  return text.startsWith(HEAD);
}

/**
 * The whole text of our plugin for the command line client, a module without dependencies that the
 * client loads into a process of its own (3.0.65). It judges nothing: it says before each turn that it
 * is there, and carries out what the hook has found. `state` is agsec's state folder.
 *
 * Where it throws or hangs the client ends the run; where it was not loaded at all the hook ends it.
 */
export function pluginText(state: string): string {
  return `${HEAD} Written by \`agsec install cline\`, removed by \`agsec uninstall cline\`.
// The hook of agsec judges each call. This tells the model what it found, and lets nothing pass that
// the hook has not judged, or has judged with another input.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';

const STATE = ${JSON.stringify(state)};
const DAY = 86_400_000;

/** Turn of each agent for which the hook was told that a plugin is there. */
const announced = new Map();

const folderOf = (agent) => \`\${STATE}/run/cline/\${encodeURIComponent(agent)}\`;

function announce({ agentId, iteration }) {
  announced.delete(agentId);
  if (!fs.existsSync(STATE)) return;
  try {
    const folder = folderOf(agentId);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lease = JSON.stringify({ iteration, pid: process.pid });
    fs.writeFileSync(\`\${folder}/lease.json\`, lease, { mode: 0o600 });
  } catch {
    return; // The hook does not hear of this plugin, and denies by itself.
  }
  announced.set(agentId, iteration);
}

/** The client may have started this process after another had spoken for the turn. */
function isAnnounced({ agentId, iteration }) {
  if (announced.get(agentId) === iteration) return true;
  try {
    const lease = JSON.parse(fs.readFileSync(\`\${folderOf(agentId)}/lease.json\`, 'utf8'));
    return lease.iteration === iteration;
  } catch {
    return false; // Nobody has spoken, so the hook has given its own answer.
  }
}

function verdictOn({ agentId, iteration }, call) {
  try {
    const file = \`\${folderOf(agentId)}/\${iteration}-\${encodeURIComponent(call)}.json\`;
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Without a verdict the call is denied.
  }
}

function objection({ snapshot, toolCall, input }) {
  const verdict = verdictOn(snapshot, toolCall.toolCallId);
  if (verdict?.effect === 'deny') return verdict.reason;
  if (verdict?.effect !== 'pass') {
    return 'agsec has not judged this call, so it is not allowed. A person can run \`agsec doctor\`; if agsec was removed, restart Cline.';
  }
  const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  if (verdict.input === digest) return undefined;
  return 'agsec: another hook or plugin changed this call after it was judged, so it is not allowed. A person can run \`agsec doctor\`.';
}

function forget(agent) {
  announced.delete(agent);
  fs.rmSync(folderOf(agent), { recursive: true, force: true });
}

/** Folders of sessions that were killed. */
function sweep() {
  const run = \`\${STATE}/run/cline\`;
  if (!fs.existsSync(run)) return;
  for (const name of fs.readdirSync(run)) {
    const folder = \`\${run}/\${name}\`;
    const changed = fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed > DAY) fs.rmSync(folder, { recursive: true, force: true });
  }
}

sweep();

export default {
  name: 'agsec',
  manifest: { capabilities: ['hooks'] },
  hooks: {
    async beforeModel({ snapshot }) {
      announce(snapshot);
    },
    async beforeTool(context) {
      if (!isAnnounced(context.snapshot)) return undefined;
      const reason = objection(context);
      return reason === undefined ? undefined : { skip: true, reason };
    },
    async afterRun({ snapshot }) {
      forget(snapshot.agentId);
    },
  },
};
`;
}
