import { defineProgram } from '../shapes/define-program.ts';
import { NOTHING_TOLD } from './reading.ts';
import { sourcesAndTarget } from './sources-and-target.ts';

/** `ditto` of macOS: copies files and folders; makes (`-c`) and unpacks (`-x`) archives. */
export const DITTO = defineProgram({
  names: ['ditto'],
  summary: 'copies each source, with all below it, to the target',
  options: {
    flags:
      '-h -v -V -X -c -x -z -j -k --keepParent --sequesterRsrc --rsrc --norsrc --extattr --noextattr --qtn --noqtn --acl --noacl --nocache --hfsCompression --nohfsCompression --preserveHFSCompression --nopersistRootless --noclone --nopreserveHFSCompression --persistRootless --clone --password',
    values: '--arch --bom --zlibCompressionLevel',
    abbreviations: false,
  },
  describe(call, effects) {
    const parts = sourcesAndTarget(call);
    if (parts === undefined || call.options.has('-h')) return;
    for (const source of parts.sources)
      effects.action('file.copy', { file_path: source, to: parts.target, recursive: true });
    effects.stdout(NOTHING_TOLD);
  },
});
