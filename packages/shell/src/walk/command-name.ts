import type { Surroundings } from '../contract.ts';

/**
 * The name knowledge is filed under: base name, without `.exe`, in lower case where the system
 * folds case (macOS, Windows, and where the system is not known).
 */
export function commandName(text: string, os: Surroundings['os']): string {
  const base = text.slice(text.lastIndexOf('/') + 1);
  const bare = /^.+\.exe$/i.test(base) ? base.slice(0, -4) : base;
  return os === 'linux' ? bare : bare.toLowerCase();
}

const SYSTEM_FOLDER =
  /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$|^\/opt\/homebrew\/s?bin\/[^/]+$|^\/system\/bin\/[^/]+$/;

/** True for a path in a folder that holds the system's own programs. */
export function isSystemProgram(path: string): boolean {
  return SYSTEM_FOLDER.test(path) && !path.includes('/../');
}
