/**
 * Fails on a lock file that names optional packages which it does not hold: `npm ci` of npm 11.19 and newer refuses it.
 * That happens when a release came out before the packages of all its platforms did.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};

/** As Node looks for packages: beside the one that asks, then further up. */
function isLocked(name: string, from: string): boolean {
  let folder = from;
  for (;;) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent === -1 ? '' : folder.slice(0, parent);
  }
}

const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !isLocked(name, path))
    .map((name) => `${path || 'the project'} -> ${name}`),
);
if (missing.length > 0) {
  console.error(
    `package-lock.json lacks optional packages:\n${missing.join('\n')}\nTake a version whose packages are all there.`,
  );
  process.exitCode = 1;
} else console.log(`package-lock.json is complete (${Object.keys(lock.packages).length - 1} packages).`);
