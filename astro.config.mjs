import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import node from '@astrojs/node';
import react from '@astrojs/react';
import { defineConfig, fontProviders } from 'astro/config';
import { fontFiles } from './src/styles/font-files.ts';
import { COLOUR_SCRIPT } from './src/web/colour-script.ts';
import { PAGES } from './src/web/pages.ts';

/** Every page has a second address in English; which language it speaks, it sees from the address. */
const englishPaths = {
  name: 'english-paths',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      for (const { vi, en } of Object.values(PAGES)) {
        const files = ['', '/index', '/[id]'].map((end) => `./src/pages${vi === '/' ? '' : vi}${end}.astro`);
        const entrypoint = files.find((file) => existsSync(new URL(file, import.meta.url)));
        if (!entrypoint) throw new Error(`src/web/pages.ts has ${vi}, src/pages has not.`);
        injectRoute({ pattern: entrypoint.endsWith('/[id].astro') ? `${en}/[id]` : en, entrypoint });
      }
    },
  },
};

/**
 * Writes every route that the server answers into the build, so that what has to hold for all of them can be tested for
 * all of them (test/access/leak.test.ts).
 */
const routeList = {
  name: 'route-list',
  hooks: {
    'astro:routes:resolved': ({ routes }) => {
      routeList.routes = routes.map(({ pattern, entrypoint, type }) => ({ pattern, entrypoint, type }));
    },
    'astro:build:done': ({ dir }) =>
      writeFile(new URL('../server/routes.json', dir), JSON.stringify(routeList.routes, null, 2)),
  },
};

/** @param {string} family as fontsource calls it */
const font = async (name, cssVariable, family, fallbacks) => ({
  provider: fontProviders.local(),
  name,
  cssVariable,
  fallbacks,
  options: {
    variants: (await fontFiles(family)).map(({ file, weight, unicodeRange }) => ({
      src: [file],
      weight,
      style: 'normal',
      // a page never moves under its reader: what comes late is there for the next page
      display: 'optional',
      unicodeRange,
    })),
  },
});

export default defineConfig({
  fonts: [
    await font('Inter', '--font-sans', 'inter', ['system-ui', 'sans-serif']),
    await font('Noto Serif', '--font-serif', 'noto-serif', ['Times New Roman', 'serif']),
  ],
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  integrations: [react(), englishPaths, routeList],
  session: false,
  telemetry: false,
  devToolbar: { enabled: false },
  security: {
    // src/web/gate.ts does, which knows the address behind a proxy, too
    checkOrigin: false,
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
      ],
      scriptDirective: {
        hashes: [`sha256-${createHash('sha256').update(COLOUR_SCRIPT).digest('base64')}`],
      },
      // recharts sizes its elements with style attributes
      styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  // small as it is when packed, a request of its own would cost a phone more
  build: { inlineStylesheets: 'always' },
  markdown: { syntaxHighlight: false },
});
