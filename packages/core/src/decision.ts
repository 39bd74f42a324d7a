/** What a statement, a layer or the whole engine answers. */
export type Effect = 'allow' | 'deny' | 'review';

/** How an effect came about. */
export type MatchedBy =
  | 'explicit_deny'
  | 'explicit_review'
  | 'explicit_allow'
  | 'allow_by_parts'
  | 'unknown'
  | 'default'
  | 'self_protection'
  | 'error';

/** The origin of a set of policies, from most to least trusted. */
export type LayerName = 'managed' | 'user' | 'agent' | 'project';

/** Where a statement stands. */
export type StatementRef = {
  readonly sid: string;
  /** File name of the policy (`03_files.yaml`). */
  readonly policy: string;
  readonly layer: LayerName;
};

/** One layer's answer to an event; `effect` is absent when the layer has nothing to say. */
export type LayerAnswer = {
  readonly layer: LayerName;
  readonly effect?: Effect;
  readonly matched_by?: MatchedBy;
  readonly statement?: StatementRef;
};

/** What was decided for one action of the event. */
export type ActionDecision = {
  /** Index of the operation in the event, and of the derived action in it (absent: the tool's own). */
  readonly operation: number;
  readonly derived?: number;
  /** Absent: no statement spoke about this action. */
  readonly effect?: Effect;
  readonly matched_by?: MatchedBy;
  readonly statement?: StatementRef;
};

/** The engine's answer to an event. */
export type Decision = {
  readonly effect: Effect;
  readonly matched_by: MatchedBy;
  /** The statement that decided; absent for `default`, `error` and `self_protection`. */
  readonly statement?: StatementRef;
  /** Why, for a human and for the model. */
  readonly reason: string;
  /** What the agent may do instead. */
  readonly hint?: string;
  readonly layers: readonly LayerAnswer[];
  readonly actions: readonly ActionDecision[];
};
