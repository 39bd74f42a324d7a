/** A JSON-like value of a parameter. Adapters and analysers never put anything else in an action. */
export type ParamValue =
  | string
  | number
  | boolean
  | null
  | readonly ParamValue[]
  | { readonly [key: string]: ParamValue };

export type Params = { readonly [name: string]: ParamValue };

/** What a derived action comes from: the command, interpreter or tool that would do it. */
export type Via = {
  /** Program (`cat`), language (`python`), tool (`Edit`) or implication (`file.edit`). */
  readonly name: string;
  /** Wrappers that were opened to find it, outermost first: `sudo`, `env`, `ssh` … */
  readonly wrappers: readonly string[];
  /** The script file whose body holds it, when it does not stand in the call itself. */
  readonly file?: string;
  /** True if a call of this session wrote that file; `via.session_wrote` in a policy. */
  readonly session_wrote?: true;
};

/**
 * One canonical operation. `name` is a name of the action catalogue (`file.read`).
 *
 * A parameter missing from `params` and from `unknown` is *absent*. One listed in `unknown` is
 * there at run time but its value could not be determined; a list may be listed in `unknown` and
 * still hold the elements that are known.
 */
export type Action = {
  readonly name: string;
  readonly params: Params;
  /** `tool`: the agent's own call. `derived`: what a line, code or an implication would do. */
  readonly origin: 'tool' | 'derived';
  readonly via?: Via;
  /** Names of parameters whose value (or some elements) could not be determined. */
  readonly unknown: readonly string[];
  /**
   * All true forms of a parameter, the value in `params` included: a path as written made
   * absolute, as the kernel would walk it, with its on-disk case; a command line as sent and each
   * simple command in it. Deny and review hold for any form, allow only for every form.
   */
  readonly forms?: { readonly [param: string]: readonly string[] };
  /**
   * Forms that replace `forms` when an allow is tested (`params.command`: the simple commands
   * without the raw text). Absent: an allow uses `forms`.
   */
  readonly allowForms?: { readonly [param: string]: readonly string[] };
  /** Parameters that deny and review may rely on, but an allow may not (a redefined name). */
  readonly doubtful?: readonly string[];
};

/** Why a shell line, or code in it, could not be read to the end. A statement can match these. */
export const ANALYSIS_UNKNOWNS = [
  'parse-error',
  'unfinished',
  'too-long',
  'dynamic-command',
  'decoded-code',
  'remote-code',
  'script-body',
  'dynamic-code',
  'too-many',
] as const;

export type AnalysisUnknown = (typeof ANALYSIS_UNKNOWNS)[number];

/** How far the reading of an operation got. `complete` is true exactly if `unknown` is empty. */
export type Analysis = {
  readonly complete: boolean;
  readonly unknown: readonly AnalysisUnknown[];
};

/** One tool action with all that was derived from it. A call may hold several. */
export type Operation = {
  readonly action: Action;
  readonly derived: readonly Action[];
  readonly analysis: Analysis;
};
