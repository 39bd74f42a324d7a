/**
 * The folder Cline starts the hook in, which is the one it runs shell lines in, searches, and writes
 * relative paths from. In a subfolder of a repository that is not the workspace root, which it reads
 * relative paths from (measured with 3.0.65); the payload names only the root.
 */
export const FOLDER_VARIABLE = 'PWD';

/** Variables of the client that the hook reads. */
export const ENVIRONMENT = [FOLDER_VARIABLE] as const;
