import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');
const ask = (words: string) => lines(`curl -s --unix-socket /var/run/docker.sock ${words}`);

describe("a request to a container engine's socket is read as the client's command", () => {
  it.each([
    ['-X DELETE http://d/containers/x', 'docker container rm x', 'severity=destroy'],
    ["-X DELETE 'http://d/v1.43/containers/x?v=1&force=true'", 'rm -f -v x', 'irreversible'],
    ['-X delete http://d/volumes/x', 'docker volume rm x', 'irreversible'],
    ['-X DELETE http://d/images/a/b:c', 'docker image rm a/b:c', 'severity=destroy'],
    ['-X POST http://d/volumes/prune', 'docker volume prune -f', 'irreversible'],
    ['-X POST http://d/containers/%70rune', 'docker container prune -f', 'severity=destroy'],
    ['-X POST http://d/build/prune', 'docker builder prune -f', 'severity=destroy'],
    ["-d '' http://d/swarm/leave", 'docker swarm leave', 'severity=destroy'],
    ['http://d/containers/x/json', 'docker container inspect x', 'secret.read kind=configuration'],
  ])('%s', (words, command, effect) => {
    expect(ask(words)).toContain(command);
    expect(ask(words)).toContain(effect);
  });

  it.each([
    ['{"Image":"alpine","Cmd":["rm","-rf","/x/a"],"HostConfig":{"Binds":["/srv:/x"]}}'],
    [
      '{"Image":"alpine","Entrypoint":["rm"],"Cmd":["-rf","/srv/a"],"HostConfig":{"Binds":["/srv:/srv"]}}',
    ],
  ])('what a container would do: %s', (body) => {
    const told = ask(`-X POST http://d/containers/create -d '${body}'`);
    expect(told).toContain('file.delete file_path=/srv/a recursive=true');
  });

  it.each([
    ['{"Image":"alpine","HostConfig":{"Privileged":true}}', '--privileged'],
    ['{"Image":"alpine","HostConfig":{"Binds":["/:/h"]}}', 'target=/'],
    ['{"Image":"alpine","HostConfig":{"PidMode":"host"}}', '--pid=host'],
    ['{"HostConfig":{"Mounts":[{"Type":"bind","Source":"/etc","Target":"/e"}]}}', 'target=/etc'],
  ])('what lets a container out: %s', (body, target) => {
    const told = ask(`-d '${body}' http://d/containers/create?name=x`);
    expect(told).toContain('verb=run with host access');
    expect(told).toContain(target);
  });

  it.each(['-X POST http://d/containers/x/exec', '-d @c.json http://d/containers/create'])(
    'a body that is not known may hold anything: %s',
    (words) => {
      expect(ask(words)).toContain('verb=API request severity=destroy');
    },
  );

  it('the command of an exec', () => {
    const told = ask(`http://d/containers/x/exec -d '{"Cmd":["rm","-rf","/data"]}'`);
    expect(told).toContain('file.delete file_path=/data recursive=true');
  });

  it('by other programs', () => {
    const request = "printf 'DELETE /volumes/x HTTP/1.0\\r\\n\\r\\n'";
    expect(lines(`${request} | socat - UNIX-CONNECT:/var/run/docker.sock`)).toContain(
      'irreversible',
    );
    expect(lines('socat TCP-LISTEN:2375,fork UNIX-CONNECT:/run/docker.sock')).toContain(
      'severity=destroy',
    );
  });

  it.each([
    'http://d/info',
    'http://d/_ping',
    'http://d/containers/json',
    'http://d/containers/x/logs?stdout=1',
    '-X POST http://d/containers/x/start',
    `-d '{"Image":"alpine","Cmd":["ls"]}' http://d/containers/create`,
  ])('nothing is lost by %s', (words) => {
    expect(ask(words)).not.toMatch(/destroy|irreversible|secret|file\.delete/);
  });

  it('another socket is a server like any other', () => {
    const told = lines('curl --unix-socket /run/app.sock -X DELETE http://d/containers/x');
    expect(told).not.toContain('infra.execute');
  });
});
