/** What the tool `apply_patch` can do to a file: a name, and the lines of the patch. */
export type PatchRoute = {
  readonly name: string;
  readonly makes: boolean;
  text(path: string, current: string): string;
};

/** The text of a patch. */
export function patchText(...lines: readonly string[]): string {
  return ['*** Begin Patch', ...lines, '*** End Patch', ''].join('\n');
}

const change = (current: string): readonly string[] => [
  '@@',
  `-${current.split('\n')[0] ?? ''}`,
  '+x',
];

/** Every kind of part a patch may have. `out/evil` is a file of the project with the line `{}`. */
export const PATCH_ROUTES: readonly PatchRoute[] = [
  {
    name: 'apply_patch, a new file',
    makes: true,
    text: (path) => patchText(`*** Add File: ${path}`, '+{}'),
  },
  {
    name: 'apply_patch, a change',
    makes: false,
    text: (path, current) => patchText(`*** Update File: ${path}`, ...change(current)),
  },
  {
    name: 'apply_patch, a removal',
    makes: false,
    text: (path) => patchText(`*** Delete File: ${path}`),
  },
  {
    name: 'apply_patch, a move away',
    makes: false,
    text: (path, current) =>
      patchText(`*** Update File: ${path}`, `*** Move to: ${path}.away`, ...change(current)),
  },
  {
    name: 'apply_patch, a move to it',
    makes: true,
    text: (path) => patchText('*** Update File: out/evil', `*** Move to: ${path}`, ...change('{}')),
  },
];
