import type { Call, Effects, Program, Value } from '../../program.ts';
import { asksAlone, onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { withoutPrefix } from '../shapes/values.ts';
import { webAddress, webFetch } from './web-address.ts';

/** Folders in which browsers keep what their user is signed in to. */
const PROFILE =
  /\/(?:google-chrome|chromium|microsoft-edge|BraveSoftware|Google\/Chrome|Chromium|Microsoft Edge|\.mozilla\/firefox|Firefox\/Profiles)(?:[-/]|$)/;

/** Browsers told on the command line what to show (Chromium's headless mode, Firefox's). */
export const BROWSERS: Program = defineProgram({
  names: [
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'chromium',
    'chromium-browser',
    'chrome-headless-shell',
    'microsoft-edge',
    'msedge',
    'brave-browser',
    'firefox',
  ],
  summary: 'Addresses and local files shown, files written, profiles opened to others, commands',
  options: {
    flags:
      '--headless --dump-dom --no-sandbox --disable-gpu --incognito --new-window --kiosk -P -v -h -V --private-window',
    values: '--window-size -profile --profile -CreateProfile',
    optional:
      '--screenshot --print-to-pdf --user-data-dir --remote-debugging-port --remote-debugging-pipe --load-extension --renderer-cmd-prefix --utility-cmd-prefix --gpu-launcher --plugin-launcher --browser-subprocess-path --log-net-log --ssl-key-log-file',
    clusters: false,
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || asksAlone(call, '-v', '-V', '-h', '-version')) return;
    for (const key of STARTS)
      for (const command of options.values(key)) effects.line(command, { wrapper: call.name });
    for (const key of WRITES)
      for (const file of options.values(key)) effects.writes(file, { taint: {} });
    opensProfile(call, effects);
    for (const folder of options.values('--load-extension'))
      effects.action('code.execute', {
        language: 'javascript',
        source: 'startup',
        file_path: folder,
      });
    for (const page of options.operands) shows(effects, page);
  },
});

/** Options with a command that is put before a process of the browser's own. */
const STARTS = [
  '--renderer-cmd-prefix',
  '--utility-cmd-prefix',
  '--gpu-launcher',
  '--plugin-launcher',
  '--browser-subprocess-path',
] as const;

const WRITES = ['--screenshot', '--print-to-pdf', '--log-net-log', '--ssl-key-log-file'] as const;

/** Whoever reaches the debugging port of a real profile is signed in wherever its user is. */
function opensProfile({ options }: Call, effects: Effects): void {
  const isOpen = ['--remote-debugging-port', '--remote-debugging-pipe'].some((key) =>
    options.has(key),
  );
  const profiles = [
    ...options.values('--user-data-dir'),
    ...options.values('-profile'),
    ...options.values('--profile'),
  ];
  if (isOpen && profiles.some(({ text }) => PROFILE.test(text))) effects.shows('browser-data');
}

function shows(effects: Effects, page: Value): void {
  const { scheme } = webAddress(page);
  const local = /^(?:view-source:)?file:(?:\/\/(?:localhost)?(?=\/))?/i.exec(page.text)?.[0];
  if (local !== undefined) effects.stdout(effects.reads(withoutPrefix(page, local.length)));
  else if (/^\.{0,2}\//.test(page.text)) effects.stdout(effects.reads(page));
  else if (/^https?$/.test(scheme) && /[.:/]/.test(page.text)) {
    webFetch(effects, page);
    effects.stdout({ taint: { remote: page.text } });
  }
}
