/** Verbs of cmdlets that only look, order or show (Get-Verb, "approved verbs"). */
export const HARMLESS_VERBS: ReadonlySet<string> = new Set(
  'get find search select show compare convert convertfrom convertto format group join measure out resolve split test trace wait where sort step skip tee ping read assert push pop write'.split(
    ' ',
  ),
);

/** Verbs of cmdlets that change something: one of these without knowledge is not read. */
export const CHANGING_VERBS: ReadonlySet<string> = new Set(
  'add clear close copy enter exit hide lock move new open optimize redo remove rename reset resize set switch undo unlock watch backup checkpoint compress dismount edit expand export import initialize limit merge mount publish restore save sync unpublish update approve build complete confirm deny deploy disable enable install invoke register request restart resume start stop submit suspend uninstall unregister debug repair connect disconnect receive send block grant protect revoke unblock unprotect use'.split(
    ' ',
  ),
);
