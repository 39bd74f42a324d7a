import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';

/** Goals and tasks of the migration plugins of Maven and Gradle that drop all there is. */
const EMPTIES_DATABASE =
  /(?:^|:)(?:flyway(?:-maven-plugin)?:?clean|liquibase:drop-?all|drop-?all|flywayUndo)$/i;

/** Goals of Maven that publish (Maven, Central, Nexus and site plugins). */
const MAVEN_PUBLISHES =
  /^(?:deploy|site-deploy|release:perform|(?:\S+:maven-)?deploy(?:-plugin)?(?::[\d.]+)?:deploy(?:-file)?|site:deploy|central-publishing:publish|nexus-staging:(?:deploy|release)|jreleaser:(?:full-release|release|deploy|publish|upload))$/;

/**
 * Tasks of Gradle that publish, of its own plugins and those of the Play store, Firebase, Artifactory
 * and JReleaser. What goes to the local repository stays on the machine.
 */
const GRADLE_PUBLISHES =
  /^(?:publish(?!\w*(?:MavenLocal|ToLocal))(?:[A-Z]\w*)?|uploadArchives|closeAndRelease\w*|release\w*Repository|bintrayUpload|appDistributionUpload\w*|artifactoryPublish|jreleaser(?:FullRelease|Release|Deploy|Publish|Upload)|promote\w*Artifact|npmPublish)$/;

/** Commands of sbt that publish, its release plugins' among them. */
const SBT_PUBLISHES = /^(?:publish|publishSigned|sonatype(?:Bundle)?Release|release|ci-release)$/;

const MAVEN_VALUES =
  '-P|--activate-profiles -f|--file -pl|--projects -rf|--resume-from -s|--settings -gs|--global-settings -t|--toolchains -T|--threads -l|--log-file -b|--builder -D|--define -emp -ep';

const GRADLE_VALUES =
  '-x|--exclude-task -p|--project-dir -b|--build-file -c|--settings-file -g|--gradle-user-home -I|--init-script -D|--system-prop -P|--project-prop --tests --console --configuration --dependency --task --max-workers --warning-mode --include-build --project-cache-dir';

function publish(effects: Effects, manager: string): void {
  effects.action('package.publish', { manager, packages: [] });
}

function emptiesDatabase(effects: Effects, task: Value): void {
  effects.action('db.execute', {
    engine: 'migration-tool',
    sql: task,
    verbs: ['DROP'],
    destructive: true,
  });
}

/** Goals, tasks or commands of a call, all of which are run one after the other. */
function tasksOf(call: Call, first: Value | undefined): readonly Value[] {
  return first === undefined ? call.options.operands : [first, ...call.options.operands];
}

/** `mvn` (Maven CLI): goals; the program of `exec:exec`; passwords of the settings. */
const MAVEN: Program = defineSubcommands({
  names: ['mvn', 'mvnw', 'mvnd'],
  summary: 'Publishing, databases emptied, the program of `exec:exec`',
  options: { values: MAVEN_VALUES, clusters: false },
  commands: {},
  otherwise(call, effects, first) {
    const properties = new Map(call.options.values('-D').map(propertyOf));
    if (properties.get('dryRun') === 'true') return;
    for (const task of tasksOf(call, first)) {
      if (MAVEN_PUBLISHES.test(task.text)) publish(effects, 'maven');
      if (EMPTIES_DATABASE.test(task.text)) emptiesDatabase(effects, task);
      if (task.text === 'exec:exec') runsProgram(effects, properties);
      if (task.text === 'help:effective-settings' && properties.get('showPasswords') === 'true')
        effects.shows('password');
    }
  },
});

function propertyOf({ text }: Value): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, 'true'] : [text.slice(0, at), text.slice(at + 1)];
}

function runsProgram(effects: Effects, properties: ReadonlyMap<string, string>): void {
  const program = properties.get('exec.executable');
  if (program === undefined) return;
  const words = (properties.get('exec.args') ?? '').split(/\s+/).filter((word) => word !== '');
  effects.run(
    [program, ...words].map((word) => literal(word)),
    { wrapper: 'mvn' },
  );
}

/** `gradle` (Gradle CLI): tasks, of a project or of all; init scripts from elsewhere. */
const GRADLE: Program = defineSubcommands({
  names: ['gradle', 'gradlew'],
  summary: 'Publishing, databases emptied, init scripts',
  options: { values: GRADLE_VALUES, flags: '-m|--dry-run --scan -q -i -d -S -s --stop --status' },
  commands: {},
  otherwise(call, effects, first) {
    for (const file of call.options.values('-I'))
      effects.action('code.execute', { language: 'groovy', source: 'startup', file_path: file });
    if (call.options.has('-m')) return;
    for (const task of tasksOf(call, first)) {
      const name = task.text.slice(task.text.lastIndexOf(':') + 1);
      if (GRADLE_PUBLISHES.test(name)) publish(effects, 'gradle');
      if (EMPTIES_DATABASE.test(task.text)) emptiesDatabase(effects, task);
    }
  },
});

/** `sbt`: a word may hold several commands, each of a project (`core/publish`) or of all (`+publish`). */
const SBT: Program = defineSubcommands({
  names: ['sbt'],
  summary: 'Publishing',
  options: { values: '-D -J --sbt-dir --sbt-boot -ivy -java-home' },
  commands: {},
  otherwise(call, effects, first) {
    const commands = tasksOf(call, first).flatMap(({ text }) => text.split(/[;\s]+/));
    const names = commands.map((command) => command.replace(/^[+~]+/, '').replace(/^.*[/:]/, ''));
    if (names.some((name) => SBT_PUBLISHES.test(name))) publish(effects, 'sbt');
  },
});

/** Build tools of the JVM by what their goals and tasks publish, drop or run. */
export const BUILD_TOOLS: readonly Program[] = [MAVEN, GRADLE, SBT];
