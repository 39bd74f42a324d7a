import type { Call, Program, Taint, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinTaint, literal } from '../shapes/values.ts';
import { readsSource, writesResult } from './converters.ts';

/** Options of ffmpeg(1) that take no value; every other one takes the next word. */
const FLAGS =
  /^-(?:y|n|re|an|vn|sn|dn|h|L|hide_banner|nostdin|stdin|stats|nostats|shortest|report|version|buildconf|formats|devices|codecs|decoders|encoders|bsfs|protocols|filters|pix_fmts|layouts|sample_fmts|colors|hwaccels|copyts|start_at_zero|accurate_seek|noaccurate_seek|seek_timestamp|autorotate|noautorotate|benchmark|benchmark_all|dump|hex|ignore_unknown|copy_unknown|bitexact|xerror|psnr|vstats|override_ffserver|show_\w+|count_\w+|pretty|private|autoexit|nodisp|fs|loop_once)$/;

/** `ffmpeg`, `ffprobe`, `ffplay`: inputs behind `-i`, outputs as words of their own. */
export const FFMPEG: Program = defineProgram({
  names: ['ffmpeg', 'ffprobe', 'ffplay', 'avconv'],
  summary: 'Files and addresses read and written',
  options: { clusters: false, abbreviations: false },
  describe(call, effects) {
    const { inputs, outputs } = wordsOf(call);
    const taint = inputs
      .flatMap(partsOf)
      .map((input) => readsSource(effects, input))
      .reduce((sum: Taint, each) => joinTaint(sum, each), {});
    if (call.name === 'ffprobe' || call.name === 'ffplay') {
      for (const file of outputs.flatMap(partsOf)) readsSource(effects, file);
      return;
    }
    for (const output of outputs.flatMap(branchesOf)) writesResult(effects, output, taint);
  },
});

function wordsOf({ args }: Call): {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
} {
  const inputs: Value[] = [];
  const outputs: Value[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined) break;
    if (!/^-./.test(word.text)) outputs.push(word);
    else if (!FLAGS.test(word.text)) {
      index += 1;
      const value = args[index];
      if (value === undefined) break;
      if (
        word.text === '-i' ||
        /^-(?:attach|filter_(?:complex_)?script|\/filter.*)$/.test(word.text)
      )
        inputs.push(value);
      if (/^-(?:progress|vstats_file|passlogfile|dump_attachment.*)$/.test(word.text))
        outputs.push(value);
    }
  }
  return { inputs, outputs };
}

/** The files in `concat:a|b`, `subfile,,start,0,end,9,,:a`, `crypto:a` (ffmpeg-protocols(1)). */
function partsOf(input: Value): readonly Value[] {
  const nested =
    /^(?:concat|concatf|subfile[^:]*|crypto|async|cache|data|hls|md5|unix):(.*)$/s.exec(
      input.text,
    )?.[1];
  if (nested === undefined || !input.known) return [input];
  return nested.split('|').map((name) => literal(name, input.taint));
}

/** The outputs of the `tee` muxer: `[f=mp4]a.mp4|b.mkv`. */
function branchesOf(output: Value): readonly Value[] {
  if (!output.known || !output.text.includes('|')) return [output];
  return output.text
    .split('|')
    .map((name) => literal(name.replace(/^\[[^\]]*\]/, ''), output.taint));
}
