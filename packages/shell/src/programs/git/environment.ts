import type { Call, Effects, Value } from '../../program.ts';
import { joinValues, literal, unknownValue } from '../shapes/values.ts';
import { settingOf } from './settings.ts';

/** Variables that stand for a setting (git(1), "Environment Variables"). */
const SETTINGS: { readonly [variable: string]: string } = {
  GIT_SSH_COMMAND: 'core.sshcommand',
  GIT_SSH: 'core.sshcommand',
  GIT_SSH_VARIANT: 'ssh.variant',
  GIT_EXTERNAL_DIFF: 'diff.external',
  GIT_PAGER: 'core.pager',
  PAGER: 'core.pager',
  GIT_EDITOR: 'core.editor',
  VISUAL: 'core.editor',
  EDITOR: 'core.editor',
  GIT_SEQUENCE_EDITOR: 'sequence.editor',
  GIT_ASKPASS: 'core.askpass',
  SSH_ASKPASS: 'core.askpass',
  GIT_PROXY_COMMAND: 'core.gitproxy',
  GIT_CONFIG_GLOBAL: 'include.path',
  GIT_CONFIG_SYSTEM: 'include.path',
  GIT_CONFIG: 'include.path',
  GIT_TEMPLATE_DIR: 'init.templatedir',
  GIT_EXEC_PATH: 'exec-path',
  GIT_ALLOW_PROTOCOL: 'protocol.allow',
};

/** Options of ssh(1) that say which key and how; none starts a program or reads other settings. */
const PLAIN_SSH = new RegExp(
  `^(?:/usr/bin/)?ssh(?:\\s+(?:-[v46qTCax]+|-[ipl]\\s*[\\w@%+:./~-]+|-o\\s*(?:${[
    'StrictHostKeyChecking',
    'UserKnownHostsFile',
    'IdentitiesOnly',
    'IdentityFile',
    'IdentityAgent',
    'ConnectTimeout',
    'ConnectionAttempts',
    'ServerAliveInterval',
    'ServerAliveCountMax',
    'BatchMode',
    'LogLevel',
    'Port',
    'User',
    'Compression',
    'PreferredAuthentications',
    'PubkeyAuthentication',
    'PasswordAuthentication',
  ].join('|')})[= ][\\w@%+:./~,-]+))*\\s*$`,
  'i',
);

/** True for the ssh that git runs anyway, told which key to use (`ssh -i ~/.ssh/deploy`). */
function isPlainSsh({ text, known }: Value): boolean {
  return known && text.length < 512 && PLAIN_SSH.test(text);
}

/** The settings that variables of the call make. */
export function settingsFromEnvironment(env: Call['env']): readonly Value[] {
  const settings: Value[] = [];
  for (const [variable, key] of Object.entries(SETTINGS)) {
    const value = env[variable];
    if (value === undefined || value.text === '' || value.text === '/dev/null') continue;
    if (variable !== 'GIT_SSH_COMMAND' || !isPlainSsh(value))
      settings.push(joinValues([literal(key), value], '='));
  }
  return [...settings, ...numberedSettings(env), ...listedSettings(env)];
}

/** `GIT_CONFIG_COUNT`, `GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0` … */
function numberedSettings(env: Call['env']): readonly Value[] {
  if (env['GIT_CONFIG_COUNT'] === undefined) return [];
  const settings: Value[] = [];
  for (const [name, key] of Object.entries(env)) {
    const number = name.match(/^GIT_CONFIG_KEY_(\d+)$/)?.[1];
    if (number === undefined) continue;
    const value = env[`GIT_CONFIG_VALUE_${number}`] ?? unknownValue();
    settings.push(settingOf(joinValues([key, value], '=')));
  }
  return settings;
}

/** `GIT_CONFIG_PARAMETERS`: quoted `'name=value'` or `'name'='value'`, as git hands them on. */
function listedSettings(env: Call['env']): readonly Value[] {
  const list = env['GIT_CONFIG_PARAMETERS'];
  if (list === undefined) return [];
  return [...list.text.matchAll(/'([^']*)'(?:='([^']*)')?/g)].map(([, first = '', second]) =>
    settingOf({ ...list, text: second === undefined ? first : `${first}=${second}` }),
  );
}

/** Reports the files that tracing variables make git write (`GIT_TRACE=/tmp/log`). */
export function tracesToFiles(env: Call['env'], effects: Effects): void {
  for (const [name, value] of Object.entries(env))
    if (/^GIT_(?:TRACE\w*|TR2\w*)$/.test(name) && value.text.startsWith('/'))
      effects.action('file.write', { file_path: value, append: true });
}
