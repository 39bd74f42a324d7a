import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { SURROUNDINGS } from '../testing/told.ts';
import { severityOfName } from './severity.ts';

const ORDER = ['read', 'change', 'destroy', 'irreversible'];

/** What a line does at worst to what the tools look after; `none` if it names no such tool. */
function worst(line: string): string {
  const found = analyse(line, SURROUNDINGS)
    .actions.filter(({ name }) => name === 'infra.execute')
    .map(({ params }) => ORDER.indexOf(String(params['severity'])));
  return ORDER[Math.max(...found)] ?? 'none';
}

/** Each line takes something away or out of service; the one beside it only looks alike. */
const PAIRS: readonly (readonly [stops: string, passes: string])[] = [
  // The verb stands behind the name of a group, or after a word that is a noun there.
  ['consul acl auth-method delete -name x', 'consul acl auth-method read -name delete'],
  ['consul operator raft remove-peer -id=p', 'consul operator raft list-peers'],
  ['pulumi org member remove --name x', 'pulumi org get-default'],
  ['aws transfer delete-server --server-id s', 'aws transfer describe-server --server-id s'],
  ['gcloud transfer jobs delete j', 'gcloud transfer jobs list'],
  // A container that has a verb for its name is no verb.
  ['docker stack rm web', 'docker stack deploy -c x.yml cleanup'],
  // AWS
  ['aws --profile=p iam detach-role-policy --role-name r', 'aws iam list-attached-role-policies'],
  ['aws ec2 delete-vpc --vpc-id v', 'aws ec2 delete-vpc help'],
  [
    'aws eks update-nodegroup-config --scaling-config minSize=0,desiredSize=0',
    'aws eks update-nodegroup-config --scaling-config minSize=0,desiredSize=2',
  ],
  [
    'aws dynamodb update-continuous-backups --point-in-time-recovery-specification PointInTimeRecoveryEnabled=false',
    'aws dynamodb describe-continuous-backups --table-name t',
  ],
  [
    'aws rds modify-db-instance --backup-retention-period 0',
    'aws rds modify-db-instance --backup-retention-period 7',
  ],
  ['aws logs put-retention-policy --retention-in-days 1', 'aws logs describe-log-groups'],
  // Azure and Google
  ['az aks scale -n a -g g --node-count 0', 'az aks scale -n a -g g --node-count 3'],
  [
    'az deployment group create -g g -f t.bicep --mode Complete',
    'az deployment group create -g g -f t.bicep --mode Incremental',
  ],
  ['az storage account keys renew -n s --key primary', 'az storage account show -n s'],
  [
    'gcloud container clusters resize c --num-nodes=0',
    'gcloud container clusters resize c --num-nodes=3',
  ],
  ['gcloud sql instances patch i --no-backup', 'gcloud sql instances patch i --backup'],
  ['gcloud run services delete s', 'gcloud run services describe delete'],
  // HashiCorp
  ['nomad stop -yes web', 'nomad job plan web.nomad'],
  ['nomad node drain -enable n', 'nomad node drain -monitor n'],
  ['nomad job scale web api 0', 'nomad job scale web api 2'],
  ['consul maint -enable', 'consul maint'],
  ['consul snapshot restore x', 'consul snapshot save x'],
  ['vagrant snapshot restore before', 'vagrant snapshot list'],
  ['boundary sessions cancel -id s', 'boundary sessions read -id s'],
  // Configuration management
  ["salt '*' pkg.remove nginx", "salt '*' pkg.list_pkgs"],
  ["salt '*' state.highstate", "salt '*' state.highstate test=True"],
  ['salt -G os:Ubuntu service.stop nginx', 'salt -G os:Ubuntu service.status nginx'],
  ['salt-key -D -y', 'salt-key -L'],
  ['salt-key --delete=minion', 'salt-key --accept=minion'],
  ['puppet resource package nginx ensure=absent', 'puppet resource package nginx'],
  [
    'puppet resource package nginx ensure=purged',
    'puppet resource package nginx ensure=absent --noop',
  ],
  ['puppetserver ca clean --certname n', 'puppetserver ca list'],
  ['knife node run_list remove n r', 'knife node show n'],
  ['chef-server-ctl cleanse', 'chef-server-ctl status'],
  // Kubernetes around kubectl
  ['argocd app sync web --prune', 'argocd app sync web'],
  ['eksctl scale nodegroup --cluster c --name n --nodes 0', 'eksctl get nodegroup --cluster c'],
  ['kops rolling-update cluster --yes', 'kops rolling-update cluster'],
  ['velero schedule pause s', 'velero schedule get'],
  ['oc adm prune images --confirm', 'oc adm prune images'],
  ['oc tag -d web:old', 'oc tag web:old web:new'],
  ['microk8s.kubectl delete pod p', 'microk8s.kubectl get pods'],
  ['k3s server --cluster-reset', 'k3s check-config'],
  ['/usr/local/bin/k3s-uninstall.sh', 'k3s --version'],
  ['ctr -n k8s.io tasks kill t', 'ctr -n k8s.io tasks ls'],
  ['rdctl factory-reset', 'rdctl list-settings'],
  ['helm repo remove r', 'helm repo list'],
  // Containers
  ['docker service scale web=0', 'docker service scale web=3'],
  ['docker node update --availability drain n', 'docker node update --availability active n'],
  ['docker compose rm -sf', 'docker compose ps'],
  ['podman rm -a', 'podman ps -a'],
  // Platforms and services
  ['doctl compute droplet-action power-off 1', 'doctl compute droplet-action get 1'],
  ['hcloud volume detach v', 'hcloud volume list'],
  ['wrangler d1 time-travel restore d', 'wrangler d1 time-travel info d'],
  ['deck sync', 'deck diff'],
  ['kong stop', 'kong health'],
  ['rpk redpanda admin brokers decommission 1', 'rpk redpanda admin brokers list'],
  ['nats stream cluster step-down S', 'nats stream info S'],
  ['thanos tools bucket cleanup', 'thanos tools bucket ls'],
  ['gitlab-runner unregister --all-runners', 'gitlab-runner verify'],
  ['airflow tasks clear d', 'airflow tasks list d'],
  ['dvc gc -w', 'dvc gc -w --dry'],
  ['gh pr close 1 --delete-branch', 'gh pr close 1'],
  ['kafka-storage.sh format -t i -c c', 'kafka-log-dirs.sh --describe --bootstrap-server h'],
  // Storage
  ['ceph osd pool delete p p --yes-i-really-really-mean-it', 'ceph osd pool ls'],
  ['rbd snap purge p/i', 'rbd snap ls p/i'],
  ['juicefs gc --delete redis://h', 'juicefs gc redis://h'],
  ['kopia snapshot expire --all --delete', 'kopia snapshot expire --all'],
  ['rclone config delete r', 'rclone config file'],
  // Certificates and secrets
  ['certbot delete --cert-name x', 'certbot certificates'],
  ['certbot revoke --cert-path x', 'certbot renew --dry-run'],
  ['ykman piv reset', 'ykman piv info'],
  ['op connect server delete s', 'op connect server list'],
  ['vault operator raft snapshot restore s', 'vault operator raft list-peers'],
  ['gopass recipients remove r', 'gopass ls'],
];

describe('takes something away', () => {
  it.each(PAIRS)('%s, not %s', (stops, passes) => {
    expect(['destroy', 'irreversible']).toContain(worst(stops));
    expect(['read', 'change', 'none']).toContain(worst(passes));
  });
});

describe('what runs on machines of others', () => {
  it.each([
    "aws ssm send-command --parameters commands='kubectl delete ns x'",
    'aws ssm send-command --parameters \'{"commands":["kubectl delete ns x"]}\'',
    'nomad alloc exec -task web a1 kubectl delete ns x',
    "consul exec -node web 'kubectl delete ns x'",
    "salt '*' cmd.run 'kubectl delete ns x'",
    'crictl exec -it c1 kubectl delete ns x',
    'ctr task exec --exec-id e c1 kubectl delete ns x',
    'boundary connect ssh -target-id t -- kubectl delete ns x',
    'orbctl docker volume rm v',
  ])('%s', (line) => {
    expect(worst(line)).toBe('irreversible');
  });
});

describe('words', () => {
  it.each(['transfer-delete', 'patch_baseline_delete', 'trigger:remove', 'grant-revoke'])(
    '%s is a removal: its first word is a noun',
    (name) => {
      expect(severityOfName(name)).toEqual({ severity: 'destroy', firm: true });
    },
  );
});
