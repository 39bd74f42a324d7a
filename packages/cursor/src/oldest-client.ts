/** Oldest client whose parser is known to know all events our hook is registered for. */
export const OLDEST_CLIENT = '2.6';

/** What an older one does. */
export const DROPS_FILE = 'it may not know preToolUse, and then drops the whole hooks file';
