import path from 'node:path';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
import remixOptions from './remix.config.js';

const root = import.meta.dirname ?? path.resolve('.');
const appFolder = path.join(root, 'app') + path.sep;
const serverFolder = path.join(root, 'server') + path.sep;
/** Pure files of the server that a browser may run too. */
const PURE = /(^|\/)(schemas|plain)\.ts$|\/platform\/i18n\/(translate|format|label)\.ts$/;
const DICTIONARY = /\/app\/i18n\/(\w+\/\w+\.json|strings\.ts)/;

/**
 * Stops the build where a screen reaches into the forum. Types vanish before this runs
 * (`import type`), `schemas.ts` is pure and `plain.ts` holds constants without zod; everything else goes through `context.forum`.
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
        `${from} imports ${path.relative(root, file)}. app/ may import only schemas.ts and plain.ts from server/ ` +
          '(and types, with `import type`). Call a use case through context.forum instead.',
      );
    },
  };
}

/**
 * Stops the build where a component uses app/page.ts, which is for loaders and actions: with it all
 * four dictionaries would travel to the browser.
 */
function dictionariesStayOnServer(): Plugin {
  return {
    name: 'dictionaries-stay-on-server',
    apply: 'build',
    buildEnd() {
      if (this.environment.name !== 'client') return;
      const leak = [...this.getModuleIds()].find((id) => DICTIONARY.test(id));
      if (!leak) return;
      const by = this.getModuleInfo(path.join(appFolder, 'page.ts'))?.importers ?? [];
      this.error(
        `${leak} would travel to the browser: look at the components of ${by.join(', ')}.`,
      );
    },
  };
}

/**
 * Keeps zod out of the browser. A component may use a constant of a `schemas.ts` (the kinds of a
 * poll, the longest title); the schemas beside it are calls, which a bundler must keep for what they
 * might do. Here they are said to do nothing, and fall away with zod where no component uses them.
 */
function schemasStayOnServer(): Plugin {
  return {
    name: 'schemas-stay-on-server',
    apply: 'build',
    transform(code, id) {
      if (this.environment.name !== 'client' || !/\/schemas\.ts$/.test(id)) return null;
      const made = this.parse(code)
        .body.map((node) => (node.type === 'ExportNamedDeclaration' ? node.declaration : node))
        .flatMap((node) => (node?.type === 'VariableDeclaration' ? node.declarations : []))
        .flatMap(({ init }) => (init?.type === 'CallExpression' ? [init] : []))
        .map((init) => init as unknown as { start: number; end: number });
      let pure = code;
      for (const { start, end } of made.toReversed()) {
        const call = `/* @__PURE__ */ (() => ${code.slice(start, end)})()`;
        pure = pure.slice(0, start) + call + pure.slice(end);
      }
      return { code: pure, map: null };
    },
    generateBundle(_options, bundle) {
      if (this.environment.name !== 'client') return;
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const heavy = chunks.find((one) =>
        one.moduleIds.some((id) => /\/node_modules\/zod\//.test(id)),
      );
      if (!heavy) return;
      this.error(
        `zod would travel to the browser in ${heavy.fileName}: a component uses a schema of ` +
          heavy.moduleIds.filter((id) => id.startsWith(root)).join(', '),
      );
    },
  };
}

// Every page uses most of these: two files, kept by the browser, instead of a dozen small ones.
const FRAME = /\/app\/(ui|shell|i18n)\/|\/platform\/i18n\/|\/app\/nonce\.ts/;
const REACT =
  /\/node_modules\/(react|react-dom|scheduler|react-router(-dom)?|@remix-run\/(react|router)|turbo-stream|clsx)\//;

function chunkOf(id: string): string | undefined {
  return FRAME.test(id) ? 'frame' : REACT.test(id) ? 'react' : undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    screensStayOutOfServer(),
    dictionariesStayOnServer(),
    schemasStayOnServer(),
    remix(remixOptions),
  ],
  build: {
    target: 'es2022',
    cssMinify: true,
    assetsInlineLimit: 0,
    rollupOptions: {
      ...(!isSsrBuild && { output: { manualChunks: chunkOf } }),
      onwarn(warning, handle) {
        if (warning.code !== 'SOURCEMAP_ERROR') handle(warning);
      },
    },
  },
  server: {
    fs: { allow: ['app', 'server', 'node_modules', 'public'] },
    // Each forum in development has a socket of its own for hot reload, so two run side by side.
    hmr: { port: 21_678 + (Number(process.env['PORT'] || 3000) % 40_000) },
  },
  clearScreen: false,
}));
