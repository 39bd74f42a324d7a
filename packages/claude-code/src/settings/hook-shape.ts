import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import type { SettingPath, SettingsProblem } from './read-settings.ts';

type Check = { readonly fits: (value: unknown) => boolean; readonly wanted: string };

const isText: Check = { fits: (value) => typeof value === 'string', wanted: 'a string' };
const isFlag: Check = { fits: (value) => typeof value === 'boolean', wanted: 'true or false' };
const isSeconds: Check = {
  fits: (value) => typeof value === 'number' && value > 0,
  wanted: 'a number of seconds above 0',
};
const isTexts: Check = {
  fits: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  wanted: 'a list of strings',
};
const isTextMap: Check = {
  fits: (value) => Object.values(fieldsOf(value) ?? [0]).every((each) => typeof each === 'string'),
  wanted: 'an object of strings',
};
const isUrl: Check = {
  fits: (value) => typeof value === 'string' && URL.canParse(value),
  wanted: 'a URL',
};

function isOneOf(...values: readonly string[]): Check {
  return { fits: (value) => values.some((each) => each === value), wanted: values.join(' or ') };
}

type Shape = {
  readonly needed: { readonly [name: string]: Check };
  readonly optional: { readonly [name: string]: Check };
};

const common = { if: isText, statusMessage: isText, once: isFlag, timeout: isSeconds } as const;
const onFailure = isOneOf('continue', 'block');

/** Fields of each type of hook; other fields are tolerated. From 2.1.328, the drops measured. */
const SHAPES: { readonly [type: string]: Shape } = {
  command: {
    needed: { command: isText },
    optional: {
      ...common,
      args: isTexts,
      shell: isOneOf('bash', 'powershell'),
      onFailure,
      async: isFlag,
      asyncRewake: isFlag,
    },
  },
  http: {
    needed: { url: isUrl },
    optional: { ...common, onFailure, headers: isTextMap, allowedEnvVars: isTexts },
  },
  prompt: { needed: { prompt: isText }, optional: { ...common, model: isText } },
  agent: { needed: { prompt: isText }, optional: { ...common, model: isText } },
  mcp_tool: { needed: { server: isText, tool: isText }, optional: common },
  script: { needed: {}, optional: {} },
};

/** Events whose entries the client checks; entries of an event it does not know are tolerated. */
const EVENTS =
  'PreToolUse PostToolUse PostToolUseFailure PostToolBatch Notification UserPromptSubmit UserPromptExpansion SessionStart SessionEnd Stop StopFailure SubagentStart SubagentStop PreCompact PostCompact PreModelSwitch PostModelSwitch PermissionRequest PermissionDenied Setup TeammateIdle TaskCreated TaskCompleted Elicitation ElicitationResult ConfigChange WorktreeCreate WorktreeRemove InstructionsLoaded CwdChanged FileChanged DirectoryAdded MessageDisplay'.split(
    ' ',
  );

/** What in `hooks` makes the client drop the file that holds it. */
export function hookProblems(settings: Fields): readonly SettingsProblem[] {
  const hooks = field(settings, 'hooks');
  if (hooks === undefined) return [];
  const events = fieldsOf(hooks);
  if (events === undefined) return [{ path: ['hooks'], message: 'must be an object' }];
  return EVENTS.flatMap((event) => {
    const groups = field(events, event);
    if (!Array.isArray(groups)) return [];
    return groups.flatMap((group, index) => groupProblems(group, ['hooks', event, index]));
  });
}

function groupProblems(value: unknown, path: SettingPath): readonly SettingsProblem[] {
  const group = fieldsOf(value);
  if (group === undefined) return [];
  const matcher = field(group, 'matcher');
  const problems: SettingsProblem[] =
    matcher === undefined || typeof matcher === 'string'
      ? []
      : [{ path: [...path, 'matcher'], message: 'must be a string' }];
  const hooks = field(group, 'hooks');
  if (!Array.isArray(hooks)) {
    return [...problems, { path, message: 'must hold a list named hooks' }];
  }
  const entries = hooks.flatMap((hook, index) => entryProblems(hook, [...path, 'hooks', index]));
  return [...problems, ...entries];
}

function entryProblems(value: unknown, path: SettingPath): readonly SettingsProblem[] {
  const hook = fieldsOf(value);
  if (hook === undefined) return [{ path, message: 'must be an object' }];
  const type = field(hook, 'type');
  const shape = typeof type === 'string' && Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (shape === undefined) {
    return [{ path, message: `must have a type: ${Object.keys(SHAPES).join(', ')}` }];
  }
  const needed = Object.entries(shape.needed).flatMap(([name, check]) =>
    check.fits(field(hook, name)) ? [] : [{ path, message: `needs ${name}, ${check.wanted}` }],
  );
  const optional = Object.entries(shape.optional).flatMap(([name, check]) => {
    const given = field(hook, name);
    if (given === undefined || check.fits(given)) return [];
    return [{ path: [...path, name], message: `must be ${check.wanted}` }];
  });
  return [...needed, ...optional];
}
