declare const __AGSEC_VERSION__: string | undefined;

/** Version of agsec, put in by the build; `source` where the sources themselves run, as in tests. */
export const AGSEC_VERSION: string =
  typeof __AGSEC_VERSION__ === 'string' ? __AGSEC_VERSION__ : 'source';
