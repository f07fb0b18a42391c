/**
 * `npm test`: units and the live engine (vitest), then the pages in a real browser (Playwright). Arguments go to vitest
 * and leave the browser out: `npm test -- test/mentions`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, isBuilt } from './build.ts';

const ROOT = join(import.meta.dirname, '..');
/** Not Vietnam's zone: a date that drifts with the clock of the machine shows. */
const env = { ...process.env, TZ: 'America/Los_Angeles' };

function run(tool: string, args: string[]): number {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/.bin', tool), ...args], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  return status ?? 1;
}

const wanted = process.argv.slice(2);
let failed = isBuilt() ? 0 : build();
failed ||= run('vitest', ['run', '--config', 'test/vitest.config.ts', ...wanted]);
if (wanted.length === 0)
  failed ||= run('playwright', ['test', '--config', 'test/browser/playwright.config.ts']);
process.exitCode = failed;
