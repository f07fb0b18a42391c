import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Of the run's own; chosen once, and handed to the workers by the environment. */
process.env.VANTHU_TEST_PORT ??= String(20_000 + (process.pid % 20_000));
process.env.VANTHU_TEST_DATA ??= mkdtempSync(join(tmpdir(), 'vanthu-browser-'));
process.env.VANTHU_TEST_CHROMIUM ??= await findChromium();
const port = process.env.VANTHU_TEST_PORT;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: join(ROOT, 'test-results'),
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  timeout: 60_000,
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'vi-VN',
    // not Vietnam's zone: a date that drifts with the reader's clock shows
    timezoneId: 'America/Los_Angeles',
    reducedMotion: 'reduce',
    launchOptions: { executablePath: process.env.VANTHU_TEST_CHROMIUM, args: CHROMIUM_FLAGS },
  },
  webServer: {
    // the whole of `npm start`: engine, index, server
    command: 'exec node scripts/start.ts',
    cwd: ROOT,
    url: `http://127.0.0.1:${port}/health`,
    env: { PORT: port, HOST: '127.0.0.1', DATA_DIR: process.env.VANTHU_TEST_DATA, RATE_LIMIT: '9999999' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    timeout: 120_000,
    stdout: 'ignore',
  },
});
