/**
 * How bad a command of an infrastructure tool is. `destroy`: what it takes away can be made again;
 * `irreversible`: data or history is gone.
 */
export type Severity = 'read' | 'change' | 'destroy' | 'irreversible';

const ORDER: readonly Severity[] = ['read', 'change', 'destroy', 'irreversible'];

/** The worse of two severities. */
export function worse(first: Severity, second: Severity): Severity {
  return ORDER.indexOf(first) >= ORDER.indexOf(second) ? first : second;
}

/** What a word of a command says; a word that is not `firm` may as well be a noun (`images`). */
export type NamedSeverity = { readonly severity: Severity; readonly firm: boolean };

/** Words that are verbs wherever they stand, over all tools that name their commands regularly. */
const FIRM: { readonly [severity in Exclude<Severity, 'irreversible'>]: string } = {
  read:
    'cat compare describe diff download dump estimate examine exists explain fetch find fmt format get ' +
    'grep inspect list lookup ls lsd lsf lsl peek ping preview print read retrieve scan search select show ' +
    'simulate summarize tail validate verify view wait watch which whoami',
  change:
    'accept activate add allocate annotate apply approve assign associate attach authorize boost bump cancel ' +
    'clone configure confirm connect copy cordon cp create define deprecate ' +
    'disconnect edit enable encrypt exec execute failover freeze generate increase ingest ' +
    'init initialize install invite invoke join login logout merge mkdir modify move mv pause pin put ' +
    'promote publish pull reboot rebuild receive recover redeploy redrive refresh register reject reload rename ' +
    'renew replace resize restart restore resume retry rerun rotate save scale send set setup start stop submit ' +
    'subscribe suspend swap switch sync taint unarchive unblock uncordon unlink ' +
    'unlock unmount unpause unpin unset unsubscribe unsuspend update upgrade upload upsert write',
  destroy:
    'abandon clean cleanup clear deactivate decommission deinit del delete deletefile deprovision deregister ' +
    'destroy detach disable disassociate discard dispose drain drop empty erase evict expunge flush forget ' +
    'incinerate nuke obliterate prune purge rb remove reset revoke rm rmdir rmi shutdown terminate teardown ' +
    'trash truncate undeploy uninstall unpublish unregister untag wipe yank zap',
};

/** Words that are nouns as often as verbs. */
const SOFT: { readonly [severity in 'read' | 'change']: string } = {
  read:
    'about audit bench benchmark browse check completion count diagnose diagnostic doc docs du env events export ' +
    'filter graph head health healthcheck help history info images latest lint log logs metrics outdated ' +
    'output plan port providers ps query report size stat stats status sub summary test top trace tree usage ' +
    'version',
  change:
    'archive backup batch bind block build bulk change close commit deploy dispatch expose feature grant import index ' +
    'issue kill label launch link load lock mark migrate mirror monitor mount new open patch post prepare provision ' +
    'pub push release request resolve rollback rollout run schedule shell sign snapshot ssh tag transfer trigger undo use',
};

let lexicon: ReadonlyMap<string, NamedSeverity> | undefined;

function buildLexicon(): ReadonlyMap<string, NamedSeverity> {
  const map = new Map<string, NamedSeverity>();
  const enter = (words: string, severity: Severity, firm: boolean) => {
    for (const word of words.split(/\s+/)) map.set(word, { severity, firm });
  };
  enter(SOFT.read, 'read', false);
  enter(SOFT.change, 'change', false);
  enter(FIRM.read, 'read', true);
  enter(FIRM.change, 'change', true);
  enter(FIRM.destroy, 'destroy', true);
  return map;
}

/**
 * What a command's name says of its severity (`delete-hosted-zone`, `apps:destroy`, `listQueues`):
 * the first of its parts that is surely a verb decides, else the first that may be one.
 * `undefined` if none is.
 */
export function severityOfName(name: string): NamedSeverity | undefined {
  lexicon ??= buildLexicon();
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_:.]/);
  let soft: NamedSeverity | undefined;
  for (const part of parts) {
    const found = lexicon.get(part);
    if (found?.firm) return found;
    soft ??= found;
  }
  return soft;
}
