import type { Capabilities, FailureMode } from '../adapter.ts';

const WITH_AGSEC: { readonly [state in FailureMode['withAgsec']]: string } = {
  closed: 'blocked',
  managed: 'blocked with `--scope managed` only',
  open: 'passes',
};

/**
 * An adapter's capabilities as Markdown, for its documentation page. The conformance suite compares
 * the page with this text, so that neither says what the other does not.
 */
export function renderCapabilities(capabilities: Capabilities): string {
  const { hooks, neverReaches, scopes, measured } = capabilities;
  const lines = [
    '| hook | can block | can ask | can rewrite |',
    '|---|---|---|---|',
    ...hooks.map(
      ({ hook, canBlock, canAsk, canRewrite }) =>
        `| \`${hook}\` | ${word(canBlock)} | ${word(canAsk)} | ${word(canRewrite)} |`,
    ),
    '',
    '| hook | when | the agent alone | with agsec | how |',
    '|---|---|---|---|---|',
    ...hooks.flatMap(({ hook, failures }) =>
      failures.map(({ when, agentDefault, withAgsec, how }) => {
        const alone = agentDefault === 'open' ? 'passes' : 'blocked';
        return `| \`${hook}\` | ${cell(when)} | ${alone} | ${WITH_AGSEC[withAgsec]} | ${cell(how)} |`;
      }),
    ),
    '',
    '| no hook is asked about | what to do |',
    '|---|---|',
    ...neverReaches.map(({ what, remedy }) => `| ${cell(what)} | ${cell(remedy)} |`),
    '',
    `Scopes: ${scopes.join(', ')}. Measured with version ${measured.version} on ${measured.date}: ${measured.how}.`,
  ];
  return `${lines.join('\n')}\n`;
}

function word(value: boolean): string {
  return value ? 'yes' : 'no';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
