declare const __AGSEC_VERSION__: string | undefined;

/** Version of agsec, put in by the build; `source` where the sources themselves run, as in tests. */
export const AGSEC_VERSION: string =
  typeof __AGSEC_VERSION__ === 'string' ? __AGSEC_VERSION__ : 'source';

declare const __AGSEC_BUILD__: string | undefined;

/**
 * What policies are compiled and lines are read by: a digest of the sources, put in by the build. Two
 * builds of one version, as in development, do not take over what the other has kept.
 */
export const AGSEC_BUILD: string = typeof __AGSEC_BUILD__ === 'string' ? __AGSEC_BUILD__ : 'source';
