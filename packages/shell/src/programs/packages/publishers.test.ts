import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));
const published = (line: string) =>
  lines(line).filter((each) => each.startsWith('package.publish'));

describe('what others would get', () => {
  it.each([
    ['npm pub', 'npm'],
    ['npm publi --access public', 'npm'],
    ['corepack pnpm publish', 'pnpm'],
    ['corepack pnpm@9 -r publish', 'pnpm'],
    ['nx release', 'npm'],
    ['nx release publish', 'npm'],
    ['rush publish --apply', 'npm'],
    ['rush publish -p', 'npm'],
    ['melos publish --no-dry-run -y', 'pub'],
    ['cargo release patch --execute', 'cargo'],
    ['cargo release -x minor', 'cargo'],
    ['cargo ws publish --yes', 'cargo'],
    ['cargo +nightly workspaces publish', 'cargo'],
    ['mvn -B release:prepare release:perform', 'maven'],
    ['mvn -pl a -am deploy -DskipTests', 'maven'],
    ['mvn org.apache.maven.plugins:maven-deploy-plugin:3.1:deploy-file', 'maven'],
    ['gradle :lib:publish', 'gradle'],
    ['./gradlew publishAllPublicationsToMavenRepository', 'gradle'],
    ['gradle publishToMavenCentral --no-daemon', 'gradle'],
    ['gradle publishReleaseBundle', 'gradle'],
    ['gradle jreleaserFullRelease', 'gradle'],
    ['gradle appDistributionUploadRelease', 'gradle'],
    ['sbt +publishSigned', 'sbt'],
    ['sbt "clean; publish"', 'sbt'],
    ['sbt core/publish', 'sbt'],
    ['sbt ci-release', 'sbt'],
    ['pod trunk push X.podspec', 'pod'],
    ['pod repo push mine X.podspec', 'pod'],
    ['altool --upload-app -f x.ipa', 'app-store'],
    ['gh-pages -d dist', 'gh-pages'],
    ['mkdocs gh-deploy --force', 'gh-pages'],
    ['elm publish', 'elm'],
    ['luarocks upload x.rockspec', 'luarocks'],
    ['stack upload .', 'stack'],
    ['conan upload x -r r', 'conan'],
    ['ollama push a/b', 'ollama'],
    ['shorebird release android', 'shorebird'],
  ])('%s', (line, manager) => {
    expect(published(line)[0]).toContain(`package.publish manager=${manager}`);
  });

  it.each([
    'np --preview',
    'nx release --dry-run',
    'nx release version',
    'rush publish',
    'melos publish',
    'cargo release patch',
    'cargo release --help',
    'cargo ws list',
    'cargo package --list',
    'mvn install',
    'mvn release:prepare -DdryRun=true',
    'mvn clean verify -Dname=deploy',
    'gradle publishToMavenLocal',
    'gradle publishMavenPublicationToMavenLocal',
    'gradle publish --dry-run',
    'gradle build -x publish',
    'gradle test --tests publish',
    'sbt publishLocal',
    'sbt test',
    'pod install',
    'pod trunk me',
    'pod repo update',
    'altool --validate-app -f x.ipa',
    'gh-pages --help',
    'gh-pages -d dist --no-push',
    'mkdocs build --strict',
    'fastlane test',
    'corepack enable pnpm',
    'luarocks list',
    'conan list "*"',
  ])('%s publishes nothing', (line) => {
    expect(published(line)).toEqual([]);
  });
});

describe('build tools of the JVM', () => {
  it('run the program of a goal', () => {
    expect(lines("mvn exec:exec -Dexec.executable=rm -Dexec.args='-rf /x'")).toContain(
      'file.delete file_path=/x recursive=true',
    );
    expect(lines('mvn exec:java -Dexec.mainClass=rm')).toEqual([]);
  });

  it('drop what a migration plugin is told to', () => {
    for (const line of ['mvn flyway:clean', 'gradle flywayClean', 'mvn liquibase:drop-all'])
      expect(lines(line).some((each) => each.startsWith('db.execute'))).toBe(true);
    expect(lines('mvn flyway:info')).toEqual([]);
  });

  it('show the passwords of the settings when asked to', () => {
    expect(lines('mvn help:effective-settings -DshowPasswords=true')).toContain(
      'secret.read kind=password',
    );
    expect(lines('mvn help:effective-settings')).toEqual([]);
  });
});

describe('a version or access that is taken back', () => {
  it.each([
    ['npm unpub x@1', 'severity=irreversible'],
    ['npm token revoke a1', 'severity=destroy'],
    ['pnpm deprecate x old', 'severity=destroy'],
    ['pod trunk delete X 1.0', 'severity=irreversible'],
    ['rustup self uninstall', 'severity=destroy'],
    ['opam switch remove x', 'severity=destroy'],
    ['conda env remove -n x', 'severity=destroy'],
    ['conda remove -n x --all -y', 'severity=destroy'],
    ['dotnet user-secrets clear', 'severity=destroy'],
    ['npm owner rm me x', 'verb=owner rm severity=destroy'],
    ['cargo owner --remove u', 'verb=owner remove severity=destroy'],
    ['pod trunk remove-owner X e', 'severity=destroy'],
  ])('%s', (line, severity) => {
    expect(lines(line).join()).toContain(severity);
  });

  it.each([
    ['npm owner add me x', 'verb=owner add severity=change'],
    ['npm access grant read-write o:t x', 'verb=access grant severity=change'],
    ['yarn tag add x@1 latest', 'verb=dist-tag add severity=change'],
    ['cargo owner -a u x', 'verb=owner add severity=change'],
    ['gem owner x --add y', 'verb=owner add severity=change'],
    ['pod trunk add-owner X e', 'verb=trunk add-owner severity=change'],
    ['npm owner ls x', 'severity=read'],
    ['cargo owner --list x', 'severity=read'],
    ['npm profile get', 'severity=read'],
  ])('%s', (line, expected) => {
    expect(lines(line).join()).toContain(expected);
  });

  it.each([
    'conda remove -n x numpy',
    'conda remove --all -n x --dry-run',
    'opam switch list',
    'rustup self update',
    'dotnet user-secrets set a b',
  ])('%s takes nothing of that kind', (line) => {
    expect(lines(line).join()).not.toContain('infra.execute');
  });
});
