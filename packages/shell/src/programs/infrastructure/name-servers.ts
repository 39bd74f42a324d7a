import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { defineTool } from './verb-table.ts';

/** What is done to a zone, wherever its server stands. */
export const NAME_SERVERS: readonly Program[] = [
  defineProgram({
    names: ['nsupdate'],
    summary: 'Records changed by the commands of standard input or a file',
    options: { flags: '-d -D -i -g -o -l -v -V -P', values: '-C -k -L -p -r -R -t -u -y' },
    describe(call, effects) {
      if (asksForHelp(call) || call.options.has('-V')) return;
      const [file] = call.options.operands;
      const commands = file === undefined ? call.stdin : effects.reads(file);
      if (commands === undefined) return;
      const text = commands.text ?? commands.partial;
      const removes = text === undefined || /^\s*(?:update\s+)?del(?:ete)?\b/im.test(text);
      effects.action('infra.execute', {
        tool: 'nsupdate',
        verb: removes ? 'update delete' : 'update add',
        severity: removes ? 'destroy' : 'change',
        destructive: removes,
        target: file,
      });
    },
  }),
  defineTool({
    names: ['rndc', 'pdnsutil', 'pdns_control', 'knotc', 'unbound-control', 'nsd-control'],
    summary: 'Command and severity',
    options: { values: '-b -c -k -p -s -y --config-dir --config-name', flags: '-q -V -r' },
    depth: 1,
    verbs: {
      'delzone|delete-zone|zone-purge': 'irreversible',
      'stop|halt|quit|freeze|flush*|delete-*|clear-zone|purge|replace-rrset': 'destroy',
      'reload|refresh|retransfer|reconfig|notify|sign|thaw|sync': 'change',
      'status|zonestatus|list-*|show-*|check-*|dumpdb|stats|zone-status': 'read',
    },
  }),
];
