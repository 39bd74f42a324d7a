import { userInfo } from 'node:os';

/** Login name of this process' user; `undefined` for a user id without an entry (containers). */
export function loginName(): string | undefined {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
