import path from 'node:path';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
import remixOptions from './remix.config.js';

const root = import.meta.dirname ?? path.resolve('.');
const appFolder = path.join(root, 'app') + path.sep;
const serverFolder = path.join(root, 'server') + path.sep;
/** Pure files of the server that a browser may run too. */
const PURE = /(^|\/)schemas\.ts$|\/platform\/i18n\/translate\.ts$/;
const DICTIONARY = /\/app\/i18n\/(\w+\/\w+\.json|strings\.ts)/;

/**
 * Stops the build where a screen reaches into the forum. Types vanish before this runs
 * (`import type`), `schemas.ts` is pure; everything else goes through `context.forum`.
 */
function screensStayOutOfServer(): Plugin {
  return {
    name: 'screens-stay-out-of-server',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!importer?.startsWith(appFolder) || !/server\//.test(source)) return null;
      const target = await this.resolve(source, importer, { skipSelf: true });
      const file = target?.id.split('?')[0] ?? '';
      if (!file.startsWith(serverFolder) || PURE.test(file)) return null;
      const from = path.relative(root, importer);
      this.error(
        `${from} imports ${path.relative(root, file)}. app/ may import only schemas.ts from server/ ` +
          '(and types, with `import type`). Call a use case through context.forum instead.',
      );
    },
  };
}

/** Stops the build where a page would carry all four dictionaries instead of its own strings. */
function dictionariesStayOnServer(): Plugin {
  return {
    name: 'dictionaries-stay-on-server',
    apply: 'build',
    generateBundle(_options, bundle) {
      if (this.environment.name !== 'client') return;
      for (const chunk of Object.values(bundle)) {
        const leak = chunk.type === 'chunk' && chunk.moduleIds.find((id) => DICTIONARY.test(id));
        if (leak) this.error(`${leak} would travel to the browser in ${chunk.fileName}.`);
      }
    },
  };
}

export default defineConfig({
  plugins: [screensStayOutOfServer(), dictionariesStayOnServer(), remix(remixOptions)],
  build: {
    target: 'es2022',
    cssMinify: true,
    assetsInlineLimit: 0,
    rollupOptions: {
      onwarn(warning, handle) {
        if (warning.code !== 'SOURCEMAP_ERROR') handle(warning);
      },
    },
  },
  server: { fs: { allow: ['app', 'server', 'node_modules', 'public'] } },
  clearScreen: false,
});
