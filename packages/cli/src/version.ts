declare const __AGSEC_VERSION__: string | undefined;

/** Version of this package; `0.0.0` when run from its sources. */
export const VERSION: string = typeof __AGSEC_VERSION__ === 'string' ? __AGSEC_VERSION__ : '0.0.0';
