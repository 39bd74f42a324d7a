import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';
import { severityOfName } from './severity.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));
const ORDER = ['read', 'change', 'destroy', 'irreversible'];

/** The worst severity of a line, and the verb that has it. */
function worst(line: string): readonly [string, string] {
  const actions = analyse(line, SURROUNDINGS).actions.filter(
    ({ name }) => name === 'infra.execute',
  );
  const [first] = actions.toSorted(
    (a, b) =>
      ORDER.indexOf(String(b.params['severity'])) - ORDER.indexOf(String(a.params['severity'])),
  );
  return [String(first?.params['severity']), String(first?.params['verb'])];
}

describe('irreversible', () => {
  it.each([
    ['virsh undefine x --remove-all-storage', 'undefine'],
    ['VBoxManage unregistervm x --delete', 'unregistervm'],
    ['multipass delete --purge x', 'delete'],
    ['lxc delete -f x', 'delete'],
    ['qm destroy 100', 'destroy'],
    ['restic rewrite --forget --exclude x latest', 'rewrite --forget'],
    ['supabase stop --no-backup', 'stop'],
    ['rndc delzone x.example', 'delzone'],
    ['kubectl delete ns prod', 'delete ns'],
    ['kubectl -n prod --context x delete ns y', 'delete ns'],
    ['kubectl --namespace=prod delete pvc/data', 'delete pvc'],
    ['kubectl delete pod,pvc x', 'delete pvc'],
    ['kubectl delete pods --all', 'delete'],
    ['kubectl delete crd/x.y.z', 'delete crd'],
    ['kind delete cluster', 'delete cluster'],
    ['minikube -p x delete', 'delete'],
    ['velero backup delete x --confirm', 'backup delete'],
    ['docker volume rm x', 'volume rm'],
    ['docker -H ssh://h volume prune -f', 'volume prune'],
    ['docker rm -fv x', 'rm --volumes'],
    ['docker system prune -a --volumes', 'system prune --volumes'],
    ['docker compose -f c.yml -p x down -v', 'compose down --volumes'],
    ['docker-compose --project-name x down --volumes', 'compose down --volumes'],
    ['terraform destroy', 'destroy'],
    ['terraform -chdir=x destroy -auto-approve', 'destroy'],
    ['terraform apply -destroy', 'apply -destroy'],
    ['tofu destroy -auto-approve', 'destroy'],
    ['terragrunt run-all destroy', 'run-all destroy'],
    ['terraform state rm a.b', 'state rm'],
    ['terraform workspace delete x', 'workspace delete'],
    ['pulumi -C x destroy -y', 'destroy'],
    ['cdk destroy --force', 'destroy'],
    ['aws s3 rm s3://b --recursive', 's3 rm'],
    ['aws --profile p s3 rb s3://b --force', 's3 rb'],
    ['aws s3 --region r rb s3://b', 's3 rb'],
    ['aws rds delete-db-instance --db-instance-identifier x', 'rds delete-db-instance'],
    ['aws ec2 terminate-instances --instance-ids i', 'ec2 terminate-instances'],
    ['aws dynamodb delete-table --table-name t', 'dynamodb delete-table'],
    ['aws cloudformation delete-stack --stack-name s', 'cloudformation delete-stack'],
    ['aws kms schedule-key-deletion --key-id k', 'kms schedule-key-deletion'],
    ['gcloud projects delete p', 'projects delete'],
    ['gcloud --project p -q sql instances delete x', 'sql instances delete'],
    ['gcloud beta compute disks delete x --zone z', 'compute disks delete'],
    ['gcloud storage rm -r gs://b', 'storage rm'],
    ['gsutil -m rm -r gs://b', 'rm'],
    ['bq rm -r -f d', 'rm'],
    ['az group delete -n x -y', 'group delete'],
    ['az storage container delete -n x', 'storage container delete'],
    ['az keyvault purge -n x', 'keyvault purge'],
    ['gh repo delete o/r --yes', 'repo delete'],
    ['gh -R o/r release delete v1', 'release delete'],
    ['glab repo delete g/r', 'repo delete'],
    ['heroku apps:destroy -a x --confirm x', 'apps:destroy'],
    ['heroku pg:reset DATABASE -a x', 'pg:reset'],
    ['fly apps destroy x', 'apps destroy'],
    ['fly volumes destroy v', 'volumes destroy'],
    ['vercel rm x -y', 'rm'],
    ['wrangler kv:key delete k --namespace-id n', 'kv:key delete'],
    ['wrangler r2 bucket delete b', 'r2 bucket delete'],
    ['supabase db reset --linked', 'db reset'],
    ['firebase firestore:delete --all-collections', 'firestore:delete'],
    ['vault kv destroy -versions=1 secret/x', 'kv destroy'],
    ['vault secrets disable x', 'secrets disable'],
    ['rclone purge r:p', 'purge'],
    ['rclone sync a r:p', 'sync'],
    ['mc --json rb m/b', 'rb'],
    ['s3cmd del s3://b/x', 'del'],
    ['restic -r x forget --keep-last 1', 'forget'],
    ['borg prune --keep-daily 7 r', 'prune'],
    ['nats stream purge S', 'stream purge'],
    ['kafka-topics --bootstrap-server h --delete --topic t', 'kafka-topics --delete'],
    ['kafka-topics.sh --delete --topic t', 'kafka-topics --delete'],
    ['rabbitmqctl reset', 'reset'],
    ['rabbitmqadmin delete queue name=q', 'delete queue'],
    ['java -jar jenkins-cli.jar -s http://j/ delete-job x', 'delete-job'],
    ['splunk clean eventdata -index main', 'clean eventdata'],
  ])('%s', (line, verb) => {
    expect(worst(line)).toEqual(['irreversible', verb]);
  });
});

describe('destroys', () => {
  it.each([
    'simctl erase all',
    'simctl delete all',
    'kubectl delete pod x',
    'kubectl delete -f x.yaml',
    'kubectl drain n --ignore-daemonsets',
    'kubectl scale deploy/x --replicas=0',
    'kubectl apply --prune -f x',
    'helm uninstall x',
    'helm -n x delete y',
    'docker rm -f x',
    'docker rmi --force x',
    'docker system prune',
    'docker network rm x',
    'docker run --privileged x',
    'docker run -v /:/host x',
    'docker run -v /var/run/docker.sock:/s x',
    'aws iam delete-user --user-name u',
    'aws s3 sync a s3://b --delete',
    'gcloud run services delete x',
    'gcloud compute firewall-rules delete x',
    'gsutil rsync -d a gs://b',
    'azcopy sync a https://x --delete-destination=true',
    'az rest --method delete --url https://x',
    'gh api -X DELETE repos/o/r',
    'gh api repos/o/r --method=DELETE',
    'gh gist delete x',
    'gh cache delete --all',
    'glab variable delete X',
    'glab api -X DELETE /x',
    'ldcli flags archive x',
    'fastly service delete --service-id x',
    'stripe customers delete c',
    'algolia rules delete x',
    'circleci context remove-secret o c X',
    'mc mirror --remove a m/b',
    'nats consumer rm S C',
    'wrangler deployments rollback',
    'vault kv delete secret/x',
    'ansible all -m file -a "path=/x state=absent"',
    'doctl compute firewall delete x',
    'railway service delete x',
    'terraform apply -auto-approve',
    'terraform apply -replace=a.b',
    'terraform taint a.b',
    'terragrunt run-all apply',
    'pulumi up -y',
    'pulumi refresh --yes',
    'cdk deploy --all --require-approval never',
    'aws ec2 stop-instances --instance-ids i-1',
    'aws ecs update-service --service s --desired-count 0',
    'aws rds modify-db-instance --db-instance-identifier x --no-deletion-protection',
    'aws cloudtrail stop-logging --name t',
    'az vm deallocate -n x -g y',
    'az network dns record-set a delete -n r -z z',
    'gcloud compute instances stop x',
    'gcloud services disable x',
    'kubectl rollout undo deploy/x',
    'kubectl cordon n',
    'helm rollback x 1',
    'helm upgrade x ./c --reset-values',
    'docker run --security-opt seccomp=unconfined x',
    'ansible all -m reboot',
    'ansible web -m service -a "name=x state=stopped"',
    "salt '*' system.reboot",
    'gh repo edit --visibility public',
    'gh repo deploy-key delete 1',
    'gh pr merge 1 --admin',
    'gh api -X PATCH repos/o/r -f visibility=public',
    "gh api graphql -f query='mutation { deleteRef(input: {}) { x } }'",
    'gh auth refresh -s delete_repo',
    'stripe refunds create --charge=c',
    'stripe subscriptions cancel s',
    'heroku releases:rollback v1',
    'fly scale count 0',
    'vercel rollback',
    'firebase database:set / x.json',
    'kafka-configs --alter --delete-config retention.ms --entity-name t',
    'mc version suspend m/b',
    'virsh destroy x',
    'limactl stop x',
    'rndc flush',
    'echo "update delete x.example A" | nsupdate',
    'nsupdate changes.txt',
  ])('%s', (line) => {
    expect(['destroy', 'irreversible']).toContain(worst(line)[0]);
  });
});

describe('changes', () => {
  it.each([
    'simctl delete unavailable',
    'simctl shutdown all',
    'kubectl apply -f x.yaml',
    'kubectl scale deploy/x --replicas=3',
    'kubectl rollout restart deploy/x',
    'helm upgrade --install x y',
    'docker build -t x .',
    'docker run --rm x',
    'docker stop x',
    'docker rm x',
    'docker compose up -d',
    'docker compose -f c.yml down',
    'terraform apply',
    'terraform apply plan.out',
    'terraform apply -auto-approve plan.out',
    'terraform import a.b c',
    'pulumi up',
    'aws s3 cp a s3://b/',
    'aws ec2 run-instances --image-id x',
    'gcloud run deploy x --image y',
    'az vm start -n x -g y',
    'gh pr merge 1',
    'gh pr create --title "delete everything"',
    'gh issue create -t delete -b x',
    'gh api repos/o/r/issues -f title=x',
    'gh secret set X',
    'vercel --prod',
    'fly deploy',
    'restic backup /x',
    'nats pub subject "delete me"',
    'unleash features disable x',
    'cdk deploy x',
    'aws ecs update-service --service s --desired-count 2',
    'aws rds modify-db-instance --db-instance-identifier x --apply-immediately',
    'az vm restart -n x -g y',
    'helm upgrade x ./c --reuse-values',
    'docker run --security-opt no-new-privileges x',
    'ansible web -m service -a "name=x state=started"',
    'gh repo edit --visibility private',
    'gh pr merge 1 --squash --delete-branch',
    'gh api -X PATCH repos/o/r -f description=x',
    'gh auth refresh -s repo',
    'fly scale count 2',
    'virsh start x',
    'rndc reload',
    'echo "update add x.example 60 A 10.0.0.1" | nsupdate',
  ])('%s', (line) => {
    expect(worst(line)[0]).toBe('change');
  });
});

describe('only reads', () => {
  it.each([
    'kubectl get pods -n delete',
    'kubectl --context delete get pods',
    'kubectl describe pod x',
    'kubectl logs -f x',
    'kubectl delete ns x --dry-run=client',
    'kubectl config get-contexts',
    'kubectl auth can-i delete pods',
    'kubectl rollout status deploy/x',
    'helm list -A',
    'helm template x y',
    'helm uninstall x --dry-run',
    'docker ps -a',
    'docker logs -f x',
    'docker images',
    'docker compose -f c.yml ps',
    'docker volume ls',
    'docker inspect x',
    'terraform plan -destroy',
    'terraform show',
    'terraform state list',
    'terraform output -json',
    'pulumi preview',
    'cdk diff',
    'aws s3 ls s3://b',
    'aws ec2 describe-instances',
    'aws ec2 terminate-instances --instance-ids i --dry-run',
    'aws s3 rm s3://b --recursive --dryrun',
    'aws sts get-caller-identity',
    'gcloud compute instances list',
    'gcloud run services describe x',
    'gsutil ls gs://b',
    'az vm list',
    'az group show -n x',
    'gh pr view 1',
    'gh pr list --search delete',
    'gh run watch 1',
    'gh api repos/o/r',
    "gh api graphql -f query='{ viewer { login } }'",
    'glab mr list',
    'vault status',
    'heroku logs --tail',
    'fly status',
    'stripe payments list',
    'rclone ls r:',
    'rclone sync a r: --dry-run',
    'restic snapshots',
    'velero backup describe x',
    'nats kv get B k',
    'kafka-topics --describe --topic t',
    'rabbitmqctl list_queues name',
    'ansible all -m ping',
  ])('%s', (line) => {
    expect(worst(line)[0]).toBe('read');
  });

  it.each([
    'kubectl delete --help',
    'terraform destroy -help',
    'docker --version',
    'aws help',
    'gh --version',
    'helm completion zsh',
    'ansible-playbook x.yml --check',
    'ansible all -C -m command -a "rm -rf /x"',
    'nginx -t',
  ])('and tells nothing: %s', (line) => {
    const effects = lines(line).filter((each) => !each.startsWith('code.execute'));
    expect(effects.filter((each) => !/severity=read/.test(each))).toEqual([]);
  });
});

describe('what makes a call harmless', () => {
  it('counts only where it is the option itself', () => {
    expect(worst('kubectl delete ns x --dry-run=none')[0]).toBe('irreversible');
    expect(worst('kubectl delete ns x --unknown-option --dry-run')[0]).toBe('irreversible');
    expect(worst('aws s3 rm s3://b --recursive --exclude --dryrun')[0]).toBe('irreversible');
    expect(worst('kubectl delete ns x -l --help')[0]).toBe('irreversible');
  });

  it('is no mutation sent as GraphQL', () => {
    expect(worst("gh api graphql -f query='mutation { a }'")[0]).toBe('change');
    expect(worst("gh api graphql -f query='fragment f on A { b } mutation { a }'")[0]).toBe(
      'change',
    );
    expect(worst('gh api graphql -F query=@q.graphql')[0]).toBe('change');
  });
});

describe('the name of a command', () => {
  it.each([
    ['delete-hosted-zone', 'destroy'],
    ['batch-delete-image', 'destroy'],
    ['list-delete-markers', 'read'],
    ['deleteIndex', 'destroy'],
    ['apps:destroy', 'destroy'],
    ['describe-instances', 'read'],
    ['images', 'read'],
    ['createBucket', 'change'],
    ['frobnicate', undefined],
  ])('%s', (name, severity) => {
    expect(severityOfName(name)?.severity).toBe(severity);
  });

  it('that may be a noun does not hide the verb behind it', () => {
    expect(worst('gcloud compute images delete x')[0]).toBe('irreversible');
    expect(worst('gcloud compute snapshots create delete')[0]).toBe('change');
    expect(worst('doctl compute snapshot delete x')[0]).toBe('irreversible');
  });
});

describe('commands in containers and machines', () => {
  const deletes = (line: string) =>
    analyse(line, SURROUNDINGS).actions.find(({ name }) => name === 'file.delete');

  it.each([
    'docker run --rm -it -e A=b --name n alpine rm -rf /x',
    'docker run --entrypoint rm alpine -rf /x',
    'docker exec -u 0 -w / c rm -rf /x',
    'docker compose exec -T web rm -rf /x',
    'docker compose -f c.yml run --rm web rm -rf /x',
    'podman run alpine sh -c "rm -rf /x"',
    'kubectl exec p -c c -- rm -rf /x',
    'kubectl exec p -it -- sh -c "rm -rf /x"',
    'kubectl run x --image=y -- rm -rf /x',
    'heroku run -a app rm -rf /x',
    'fly ssh console -C "rm -rf /x"',
    'gcloud compute ssh h --command "rm -rf /x"',
    'az vm run-command invoke --scripts "rm -rf /x"',
    'aws ecs execute-command --cluster c --command "rm -rf /x"',
    'ansible web -a "rm -rf /x"',
    'ansible web -m shell -a "rm -rf /x"',
    'vagrant ssh -c "rm -rf /x"',
    'multipass exec vm -- rm -rf /x',
    'lxc exec c -- rm -rf /x',
  ])('elsewhere: %s', (line) => {
    expect(deletes(line)).toMatchObject({ elsewhere: true, params: { file_path: '/x' } });
  });

  it.each([
    ['docker run -v /home/u:/d alpine rm -rf /d/a', '/home/u/a'],
    ['docker run -v /home/u:/d:rw alpine rm -rf /d', '/home/u'],
    ['docker run --mount type=bind,src=/home/u,dst=/d alpine rm -rf /d/a', '/home/u/a'],
    ['docker run -v "$HOME":/d alpine sh -c "cd / && rm -rf /d/a"', '/home/u/a'],
    ['docker run -v /:/host alpine rm -rf /host/etc', '/etc'],
    ['docker run -v .:/d -w /d alpine rm -rf a', 'a'],
    ['docker compose run -v /home/u:/d web rm -rf /d/a', '/home/u/a'],
    ['ansible localhost -m shell -a "rm -rf /x"', '/x'],
    ['kubectl kustomize x; rm -rf /y', '/y'],
  ])('here: %s', (line, path) => {
    expect(deletes(line)?.elsewhere).toBeUndefined();
    expect(deletes(line)?.params['file_path']).toBe(path);
  });

  it('a mounted name inside a longer one is left alone', () => {
    expect(lines('docker run -v /home/u:/d alpine sh -c "ls /data"')).toContain(
      'file.list file_path=/data',
    );
  });
});

describe('files that leave', () => {
  it.each([
    'aws s3 cp .env s3://b/',
    'aws s3 cp - s3://b/x < .env',
    'aws lambda update-function-code --zip-file fileb://.env',
    'gsutil cp .env gs://b',
    'gcloud storage cp .env gs://b',
    'az storage blob upload -f .env -c c',
    'azcopy copy .env https://x',
    'rclone copy .env r:p',
    'mc cp .env m/b/',
    's3cmd put .env s3://b',
    'kubectl cp .env pod:/x',
    'gh gist create .env',
    'gh release upload v1 .env',
    'gh api x -F body=@.env',
    'gh issue create -t x -F .env',
  ])('%s', (line) => {
    expect(lines(line).some((each) => each.startsWith('secret.send kind=env-file'))).toBe(true);
  });

  it('stay in a dry run', () => {
    expect(
      lines('aws s3 cp .env s3://b/ --dryrun').some((each) => each.startsWith('secret.send')),
    ).toBe(false);
  });
});

describe('servers', () => {
  it('are stopped', () => {
    for (const line of ['nginx -s stop', 'nginx -s quit', 'haproxy -sf 12', 'apachectl -k stop'])
      expect(lines(line).join()).toContain('destructive=true');
    for (const line of ['nginx -s reload', 'nginx -t', 'haproxy -v', 'caddy validate'])
      expect(lines(line).join()).not.toContain('destructive=true');
  });
});

describe('an env file handed to a container', () => {
  it.each([
    ['docker run --env-file .env x', false],
    ['docker run --env-file config/.env.test x npm test', false],
    ['docker run --env-file ~/.aws/credentials x', true],
    ['docker run --env-file /etc/shadow x', true],
  ])('%s is read as another file: %s', (line, expected) => {
    expect(lines(line).some((each) => each.startsWith('file.read'))).toBe(expected);
  });
});
