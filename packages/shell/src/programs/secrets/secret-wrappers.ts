import type { Program } from '../../program.ts';
import { defineWrapper } from '../wrappers/wrapper.ts';

/** Wrappers that give a command secrets from elsewhere. */
export const SECRET_WRAPPERS: readonly Program[] = [
  defineWrapper({
    names: ['summon'],
    summary: 'The command it runs',
    wrapper: true,
    options: {
      flags: '--up --all-provider-versions -i|--ignore-all -V',
      values: '-e|--environment -f -p|--provider -D --yaml --ignore',
    },
  }),
  defineWrapper({
    names: ['envconsul'],
    summary: 'The command it runs',
    wrapper: true,
    options: {
      values: '-config -prefix -secret -consul-addr -vault-addr -vault-token -exec',
      flags: '-once -pristine -upcase -sanitize',
      clusters: false,
    },
  }),
  defineWrapper({
    names: ['awsudo'],
    summary: 'The command it runs',
    wrapper: true,
    options: { values: '-u' },
  }),
  defineWrapper({
    names: ['envchain'],
    summary: 'The command it runs, after the name of the set',
    wrapper: true,
    skip: 1,
    never: ['-s', '-l'],
    options: { flags: '-s|--set -l|--list -n|--noecho -p|--require-passphrase -v --unset' },
  }),
];
