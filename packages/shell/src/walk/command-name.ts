import type { Surroundings } from '../contract.ts';

/**
 * The name knowledge is filed under: base name, without `.exe`, in lower case where the system
 * folds case (macOS, Windows, and where the system is not known). `/proc/self/exe` is the shell;
 * to zsh `=name` is the path of the program.
 */
export function commandName(text: string, os: Surroundings['os']): string {
  const base = text.slice(text.lastIndexOf('/') + 1);
  if (base === 'exe' && text.startsWith('/proc/')) return 'sh';
  const plain = base.startsWith('=') ? base.slice(1) : base;
  const bare = /^.+\.exe$/i.test(plain) ? plain.slice(0, -4) : plain;
  return os === 'linux' ? bare : bare.toLowerCase();
}

const SYSTEM_FOLDER =
  /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$|^\/opt\/homebrew\/s?bin\/[^/]+$|^\/system\/bin\/[^/]+$/;

/** True for a path in a folder that holds the system's own programs. */
export function isSystemProgram(path: string): boolean {
  return SYSTEM_FOLDER.test(path) && !path.includes('/../');
}
