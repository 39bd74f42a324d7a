import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directChunks, nodeDisk } from '@agsec/runtime';
import { describe, expect, it } from 'vitest';
import { Decider } from '../engine/decider.ts';
import { eventOf } from '../engine/request.ts';
import { listPacks } from './packs.ts';

type Effect = 'allow' | 'review' | 'deny';

/** What each pack makes of its tools: looking passes, destroying waits for a person, losing is denied. */
const PACKS: Readonly<Record<string, Readonly<Record<Effect, readonly string[]>>>> = {
  kubernetes: {
    allow: [
      'kubectl get pods -A',
      'kubectl get pods -n prod -o json',
      'kubectl describe pod web-1',
      'kubectl logs -f deploy/web --tail 100',
      'kubectl top pods',
      'kubectl diff -f k8s/',
      'kubectl apply -f k8s/ --dry-run=server',
      'kubectl delete -f k8s/ --dry-run=client',
      'kubectl explain pod.spec',
      'kubectl rollout status deploy/web',
      'kubectl config current-context',
      'kubectl auth can-i delete pods',
      'kubectl apply -f k8s/',
      'kubectl replace -f web.yaml',
      'kubectl taint nodes n1 a=b:NoSchedule',
      'kubectl scale deploy/web --replicas=3',
      'kubectl exec web-1 -- ls /app',
      'helm list -A',
      'helm template ./chart',
      'helm upgrade --install web ./chart',
      'helm uninstall web --dry-run',
      'helm get manifest web',
      'echo kubectl delete ns prod',
      "grep -rn 'kubectl delete ns' docs",
    ],
    review: [
      'kubectl delete pod web-1',
      'kubectl -n prod delete deploy web',
      'kubectl delete -f k8s/',
      'kubectl scale deploy/web --replicas=0',
      'kubectl drain node-1',
      'kubectl replace --force -f web.yaml',
      'kubectl taint nodes n1 a=b:NoExecute',
      'helm uninstall web',
      'helm get values web',
    ],
    deny: [
      'kubectl exec web-1 -- rm -rf /data',
      'kubectl get secret x -o yaml',
      'kubectl delete namespace prod',
      'kubectl delete ns/prod',
      'kubectl delete pvc data-0',
      'kubectl delete pods --all',
      'kubectl delete all --all -n prod',
      'kubectl delete crd x.y.z',
      'kubectl -n prod --context p delete pv x',
      'minikube delete',
      'kind delete cluster',
    ],
  },
  containers: {
    allow: [
      'docker ps -a',
      'docker logs web --tail 50',
      'docker images',
      'docker stats --no-stream',
      "docker inspect -f '{{.State.Status}}' web",
      'docker image inspect app:dev',
      'docker compose ps',
      'docker compose logs web',
      'docker compose config --services',
      'docker build -t app .',
      'docker run --rm -p 3000:3000 app',
      'docker compose up -d',
      'docker compose down',
      'docker stop web',
      'docker rm web',
      'docker rmi app:old',
      'docker exec web ls',
      'docker volume ls',
      'docker system df',
      'podman ps',
      'echo docker system prune -af',
    ],
    review: [
      'docker rm -f web',
      'docker container prune -f',
      'docker image prune -a',
      'docker builder prune',
      'docker network rm net',
      'docker system prune',
      'docker rmi -f app',
      'docker swarm leave --force',
      'docker compose config',
      'docker run --privileged -v /:/host alpine sh',
    ],
    deny: [
      'docker volume rm data',
      'docker volume prune -f',
      'docker system prune -af --volumes',
      'docker compose down -v',
      'docker compose -p x down --volumes',
      'docker-compose down -v',
      'docker rm -fv web',
      'podman volume rm data',
      'podman system reset',
      'docker exec web rm -rf /data',
      'docker run -v /:/host alpine rm -rf /host/etc',
    ],
  },
  cloud: {
    allow: [
      'aws s3 ls s3://b',
      'aws ec2 describe-instances',
      'aws sts get-caller-identity',
      'aws logs tail /x',
      'aws s3 cp a.txt s3://b/',
      'aws s3 sync build s3://b --dryrun',
      'aws s3 rm s3://b/x --dryrun',
      'gcloud compute instances list',
      'gcloud run services describe x',
      'gcloud config get-value project',
      'az vm list',
      'az group show -n g',
      'terraform plan',
      'terraform plan -destroy',
      'terraform state list',
      'terraform fmt',
      'terraform apply tfplan',
      'pulumi preview',
      'cdk diff',
      'gh repo view',
      'heroku logs --tail',
      'vercel ls',
      'stripe products list',
      'echo terraform destroy',
    ],
    review: [
      'aws autoscaling delete-auto-scaling-group --auto-scaling-group-name g',
      'aws s3 sync build s3://b --delete',
      'aws iam delete-role --role-name r',
      'gh api -X DELETE repos/a/b/issues/1',
      'terraform force-unlock 1',
      'heroku ps:scale web=0',
    ],
    deny: [
      'gcloud compute instances delete x',
      'az vm delete -n x -g g',
      'gh release delete v1',
      'vercel remove x',
      'terraform destroy',
      'terraform apply -destroy -auto-approve',
      'terraform state rm a.b',
      'pulumi destroy -y',
      'cdk destroy',
      'aws s3 rb s3://b --force',
      'aws s3 rm s3://b --recursive',
      'aws rds delete-db-instance --db-instance-identifier x',
      'aws ec2 terminate-instances --instance-ids i',
      'aws dynamodb delete-table --table-name t',
      'aws kms schedule-key-deletion --key-id k',
      'gcloud projects delete p',
      'gcloud sql instances delete x',
      'az group delete -n g',
      'gh repo delete a/b --yes',
      'heroku apps:destroy x',
      'fly apps destroy x',
      'supabase projects delete x',
      'aws cloudformation delete-stack --stack-name s',
    ],
  },
  database: {
    allow: [
      'psql -c "SELECT * FROM users LIMIT 5"',
      'psql -c "\\dt"',
      'psql -f migrate.sql',
      'psql -c "INSERT INTO t VALUES (1)"',
      'psql -c "UPDATE t SET a=1 WHERE id=2"',
      'psql -c "DELETE FROM t WHERE id=2"',
      'psql -c "CREATE TABLE t (id int)"',
      'psql -c "EXPLAIN DELETE FROM t"',
      'mysql -e "SHOW TABLES" app',
      'sqlite3 app.db ".schema"',
      'redis-cli PING',
      'redis-cli GET k',
      'redis-cli SET k v',
      "redis-cli --scan --pattern 'x*'",
      'mongosh --eval "db.users.find().limit(5)"',
      'mongosh --eval "db.users.deleteOne({_id: 1})"',
      'grep -n "DROP TABLE" schema.sql',
      'git commit -m "DROP TABLE users"',
      `psql -c "SELECT 'DROP TABLE x'"`,
      'pg_dump app > app.sql',
      'createdb app_test',
    ],
    review: [
      'redis-cli DEL k',
      'psql -c "ALTER TABLE t ADD a int"',
      'psql -c "GRANT ALL ON t TO x"',
      'psql -c "REVOKE ALL ON t FROM x"',
    ],
    deny: [
      'redis-cli CONFIG SET dir /tmp',
      'redis-cli SHUTDOWN',
      'psql -c "DROP TABLE t"',
      'psql -c "drop   database app"',
      'psql -c "TRUNCATE t"',
      'psql -c "DELETE FROM t"',
      'psql -c "UPDATE t SET a=1"',
      'psql -c "DELETE FROM t WHERE 1=1"',
      'echo "DROP TABLE t" | psql',
      "psql <<< 'TRUNCATE t'",
      'mysql -e "DROP DATABASE app"',
      'sqlite3 app.db "DELETE FROM t"',
      'redis-cli FLUSHALL',
      'redis-cli -n 1 FLUSHDB',
      'mongosh --eval "db.dropDatabase()"',
      'mongosh --eval "db.users.deleteMany({})"',
      'mongosh --eval "db.users.drop()"',
      'dropdb app',
      'mysqladmin drop app',
      'rails db:drop',
      'npx prisma migrate reset --force',
      'python manage.py flush --noinput',
    ],
  },
};

const folder = mkdtempSync(join(tmpdir(), 'agsec-infrastructure-'));
for (const { files } of listPacks())
  for (const { name, text } of files) writeFileSync(join(folder, name), text);

const policies = new Decider(
  {
    home: '/home/test',
    user: 'test',
    os: 'linux',
    agsecHome: mkdtempSync(join(tmpdir(), 'agsec-home-')),
    node: process.execPath,
    root: '/nonexistent',
    disk: nodeDisk(),
    chunks: directChunks,
    now: Date.now,
    version: 'test',
  },
  folder,
);

function decide(command: string): Effect {
  const context = { agent: 'claude-code', cwd: '/w', home: '/home/test', workspace_roots: ['/w'] };
  return policies.decide(eventOf('bash.execute', { command }, context)).decision.effect;
}

describe.each(Object.entries(PACKS))('the pack %s', (_pack, lines) => {
  it.each(lines.allow)('lets pass: %s', (line) => {
    expect(decide(line)).toBe('allow');
  });

  it.each(lines.review)('asks: %s', (line) => {
    expect(decide(line)).toBe('review');
  });

  it.each(lines.deny)('denies: %s', (line) => {
    expect(decide(line)).toBe('deny');
  });
});
