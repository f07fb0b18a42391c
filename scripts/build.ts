/** `npm run build`: builds the pages, and remembers from which sources, so that the next start need not do it again. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const DIGEST = join(ROOT, 'dist/.sources.sha256');

/** Of everything that a build reads. */
function digestSources(): string {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const settings = ['astro.config.mjs', 'package-lock.json', 'tsconfig.json'].map((name) => join(ROOT, name));
  const hash = createHash('sha256');
  for (const path of [...settings, ...sources]) {
    hash
      .update(`${relative(ROOT, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Whether `dist/` is there and was built from the sources as they are. */
export function isBuilt(): boolean {
  const there = existsSync(join(ROOT, 'dist/server/entry.mjs')) && existsSync(DIGEST);
  return there && readFileSync(DIGEST, 'utf8') === digestSources();
}

/** Builds; the exit code of the build. */
export function build(): number {
  console.log('Building the portal.');
  const digest = digestSources();
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/.bin/astro'), 'build'], {
    cwd: ROOT,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  if (status === 0) writeFileSync(DIGEST, digest);
  return status ?? 1;
}

if (import.meta.main) process.exitCode = build();
