/** What a key holds and how it is written: for messages and for the JSON Schema. */
export type Field = { readonly is: string; readonly example: string };

/** Every key of a policy file, by the place it stands in. */
export const FIELDS = {
  file: {
    version: { is: 'the version of the policy language', example: 'version: "1.0"' },
    default: {
      is: 'what this layer answers for a tool call that no statement speaks about: allow, deny or review',
      example: 'default: deny',
    },
    statements: {
      is: 'the list of statements; their order never matters',
      example: 'statements: []',
    },
    rules: {
      is: 'a legacy list of rules of the Python agsec, the first match by priority; write statements instead',
      example: 'rules: []',
    },
  },
  statement: {
    sid: { is: 'a name, unique in the layer, shown in every denial', example: 'sid: BlockEnvRead' },
    effect: {
      is: 'allow, deny or review (a human decides); deny beats review, review beats allow',
      example: 'effect: deny',
    },
    actions: {
      is: 'patterns over action names, with * and ?',
      example: 'actions: [file.read, "git.*"]',
    },
    not_actions: {
      is: 'patterns over action names that are left out',
      example: 'not_actions: [git.push]',
    },
    conditions: {
      is: 'a map of fact paths to tests: a test {op, value}, a bare value (equals), or a list of tests that must all hold',
      example: 'conditions: { params.file_path: { op: glob, value: "**/.env" } }',
    },
    match: { is: 'whether all conditions must hold, or any: all or any', example: 'match: all' },
    on_unknown: {
      is: 'what a deny or review answers when it may apply but a value is not known: deny, review or ignore',
      example: 'on_unknown: review',
    },
    reason: {
      is: 'why, for people and for the agent',
      example: 'reason: Environment files hold secrets',
    },
    hint: { is: 'what the agent may do instead', example: 'hint: Read .env.example instead' },
  },
  rule: {
    action: { is: 'the exact name of an action, or "*"', example: 'action: bash.execute' },
    status: { is: 'allow, block or review', example: 'status: block' },
    reason: { is: 'why, for people and for the agent', example: 'reason: Too expensive' },
    priority: { is: 'a whole number; the highest is asked first', example: 'priority: 10' },
    match: { is: 'whether all conditions must hold, or any: all or any', example: 'match: all' },
    conditions: {
      is: 'a map of fact paths to tests',
      example: 'conditions: { params.command: { op: contains, value: rm } }',
    },
  },
  test: {
    op: { is: 'the operator', example: 'op: regex' },
    value: { is: 'what the operator compares with', example: 'value: "^/etc/"' },
    some: {
      is: 'the test must hold for some element of a list',
      example: 'some: { op: "==", value: main }',
    },
    every: {
      is: 'the test must hold for every element of a list',
      example: 'every: { op: "==", value: main }',
    },
  },
} as const satisfies { readonly [place: string]: { readonly [key: string]: Field } };

export type Place = keyof typeof FIELDS;

/** The keys that can stand in a place. */
export function keysOf(place: Place): readonly string[] {
  return Object.keys(FIELDS[place]);
}

/** What a key holds; `undefined` if there is no such key in that place. */
export function findField(place: Place, key: string): Field | undefined {
  const fields: { readonly [key: string]: Field } = FIELDS[place];
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
