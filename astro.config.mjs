import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import node from '@astrojs/node';
import react from '@astrojs/react';
import { defineConfig, fontProviders } from 'astro/config';
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
 * What Vietnamese and English need, in two files a family. The ranges are fontsource's; latin comes first, as the
 * metrics of the fallback are taken from the first file.
 */
const SUBSETS = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
};

/** @param {string} family as fontsource calls it */
const font = (name, cssVariable, family, fallbacks) => ({
  provider: fontProviders.local(),
  name,
  cssVariable,
  fallbacks,
  options: {
    variants: Object.entries(SUBSETS).map(([subset, range]) => ({
      src: [`@fontsource-variable/${family}/files/${family}-${subset}-wght-normal.woff2`],
      weight: '100 900',
      style: 'normal',
      // a page never moves under its reader: what comes late is there for the next page
      display: 'optional',
      unicodeRange: range.split(','),
    })),
  },
});

export default defineConfig({
  fonts: [
    font('Inter', '--font-sans', 'inter', ['system-ui', 'sans-serif']),
    font('Noto Serif', '--font-serif', 'noto-serif', ['Times New Roman', 'serif']),
  ],
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  integrations: [react(), englishPaths],
  session: false,
  telemetry: false,
  devToolbar: { enabled: false },
  security: {
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
