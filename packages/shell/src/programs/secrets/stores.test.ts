import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { SURROUNDINGS } from '../testing/told.ts';

const shows = (line: string) =>
  analyse(line, SURROUNDINGS).actions.some(({ name }) => name === 'secret.read');

describe('values, not names', () => {
  it.each([
    ['vault read secret/data/x', 'vault read sys/health'],
    [
      'vault -address=http://h read sys/raw/core',
      'vault -address=http://h read -format=json sys/mounts',
    ],
    ['doppler secrets', 'doppler secrets --only-names'],
    ['doppler secrets get K --plain', 'doppler secrets set A=b'],
    ['infisical export', 'infisical secrets set A=b'],
    ['bws secret get i', 'bws secret list'],
    ['akeyless get-secret-value -n s', 'akeyless list-items'],
    ['conjur variable get -i v', 'conjur list'],
    ['credstash getall', 'credstash list'],
    ['bw get item x', 'bw get template item'],
    ['pulumi config get dbPassword', 'pulumi config get aws:region'],
    ['nomad var get x', 'nomad var list'],
    ['airflow variables get K', 'airflow variables list'],
    ['ansible-vault view x.yml', 'ansible-config view'],
    ['argocd admin initial-password', 'argocd account list'],
    ['oc extract secret/x --to=-', 'oc extract cm/x --to=-'],
    ['oci secrets secret-bundle get --secret-id s', 'oci vault secret list'],
  ])('%s, not %s', (shown, told) => {
    expect(shows(shown)).toBe(true);
    expect(shows(told)).toBe(false);
  });
});
