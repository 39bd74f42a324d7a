import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

const GRAMMARS = /^@lezer\/(?:python|javascript|php)$/;

/**
 * What the grammars say about colours goes nowhere: any tag, whatever it is called with, and no style.
 */
const NO_HIGHLIGHTING = `
  const tag = new Proxy(() => tag, { get: () => tag });
  export const tags = tag;
  export const styleTags = () => () => undefined;
`;

/**
 * For the chunk that reads code: a grammar unpacks its tables when it is first used, not when the
 * chunk is loaded. A call has code in one language, and three grammars take longer to unpack than all
 * the rest of it.
 */
export function lazyGrammars(): Plugin {
  return {
    name: 'lazy-grammars',
    setup(build) {
      build.onResolve({ filter: GRAMMARS }, ({ path, namespace, resolveDir }) =>
        namespace === 'lazy-grammar'
          ? undefined
          : { path, namespace: 'lazy-grammar', pluginData: { resolveDir } },
      );
      build.onLoad({ filter: /.*/, namespace: 'lazy-grammar' }, ({ path, pluginData }) => ({
        contents: `Object.defineProperty(exports, 'parser', { get: () => require('${path}').parser });`,
        resolveDir: pluginData.resolveDir,
      }));
      build.onResolve({ filter: /^@lezer\/highlight$/ }, ({ path }) => ({
        path,
        namespace: 'no-highlighting',
      }));
      build.onLoad({ filter: /.*/, namespace: 'no-highlighting' }, () => ({
        contents: NO_HIGHLIGHTING,
      }));
    },
  };
}
