import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missingPackages, nodeProblem } from '../scripts/set-up.mjs';

const SET_UP = fileURLToPath(new URL('../scripts/set-up.mjs', import.meta.url));

describe('nodeProblem', () => {
  const linux = { platform: 'linux', arch: 'x64', libc: 'glibc' };

  test.each([
    ['v20.19.0', linux],
    ['v20.20.2', linux],
    ['v26.0.0', linux],
    ['v22.18.0', { platform: 'darwin', arch: 'arm64', libc: undefined }],
    ['v24.0.0', { platform: 'linux', arch: 'arm64', libc: 'glibc' }],
  ])('accepts %s', (version, system) => {
    expect(nodeProblem({ version, ...system })).toBeUndefined();
  });

  test.each([
    ['v20.18.1', linux, '20.19'],
    ['v18.20.0', linux, '20.19'],
    ['v12.22.9', linux, '20.19'],
    ['v22.17.1', { platform: 'darwin', arch: 'arm64', libc: undefined }, '22.18'],
    ['v20.19.0', { platform: 'linux', arch: 'arm64', libc: 'glibc' }, '22.18'],
  ])('refuses %s in a sentence that says what to do', (version, system, least) => {
    const problem = nodeProblem({ version, ...system });
    expect(problem).toContain(`needs Node ${least} or newer`);
    expect(problem).toContain(version.slice(1));
    expect(problem).toContain('install Node 24');
    expect(problem).not.toContain('\n');
  });

  test('refuses musl, for which the packed programs are not made', () => {
    expect(nodeProblem({ version: 'v24.0.0', platform: 'linux', arch: 'x64', libc: 'musl' })).toContain(
      'glibc',
    );
  });
});

describe('missingPackages', () => {
  const here = { platform: 'linux', arch: 'x64', libc: 'glibc', development: false };
  const locked = {
    '': { version: '0.0.0' },
    'node_modules/plain': { version: '1.0.0' },
    'node_modules/plain/node_modules/nested': { version: '2.0.0' },
    'node_modules/engine': { version: '1.0.0', optional: true, os: 'linux', cpu: ['x64'] },
    'node_modules/for-musl': { version: '1.0.0', optional: true, os: ['linux'], libc: ['musl'] },
    'node_modules/not-here': { version: '1.0.0', optional: true, os: ['!linux'] },
    'node_modules/anywhere': { version: '1.0.0', optional: true },
    'node_modules/tool': { version: '1.0.0', dev: true },
  };
  const complete = ['node_modules/plain', 'node_modules/plain/node_modules/nested', 'node_modules/engine'];
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'vanthu-set-up-'));
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function install(paths: string[], changes: Record<string, { version: string }> = {}): void {
    for (const path of paths) {
      mkdirSync(join(root, path), { recursive: true });
      writeFileSync(join(root, path, 'package.json'), '{}');
    }
    const entries = Object.entries(locked).filter(([path]) => paths.includes(path));
    const packages = { ...Object.fromEntries(entries), ...changes };
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  }

  test('finds nothing when all that fits this system is there', () => {
    install(complete);
    expect(missingPackages(root, here)).toEqual([]);
  });

  test('finds all of it on a fresh clone', () => {
    expect(missingPackages(root, here)).toEqual(['plain', 'nested', 'engine']);
  });

  test('finds all of it after an interrupted installation, which leaves no record', () => {
    install(complete);
    rmSync(join(root, 'node_modules/.package-lock.json'));
    expect(missingPackages(root, here)).toHaveLength(3);
  });

  test('finds an optional package for this platform', () => {
    install(['node_modules/plain', 'node_modules/plain/node_modules/nested']);
    expect(missingPackages(root, here)).toEqual(['engine']);
  });

  test('finds another version', () => {
    install(complete, { 'node_modules/plain': { version: '0.9.0' } });
    expect(missingPackages(root, here)).toEqual(['plain']);
  });

  test('finds a folder that was deleted by hand', () => {
    install(complete);
    rmSync(join(root, 'node_modules/engine'), { recursive: true });
    expect(missingPackages(root, here)).toEqual(['engine']);
  });

  test('wants what is for development only when developing', () => {
    install(complete);
    expect(missingPackages(root, { ...here, development: true })).toEqual(['tool']);
  });
});

describe('scripts/set-up.mjs', () => {
  test('says nothing when there is nothing to do', () => {
    const said = execFileSync(process.execPath, [SET_UP], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(said).toBe('');
  });

  test('says what it installs, runs npm ci, and ends in a sentence when that fails', () => {
    const root = mkdtempSync(join(tmpdir(), 'vanthu-set-up-'));
    try {
      cpSync(SET_UP, join(root, 'scripts/set-up.mjs'));
      // Not JSON: npm fails before it asks any registry.
      writeFileSync(join(root, 'package.json'), '{');
      writeFileSync(
        join(root, 'package-lock.json'),
        JSON.stringify({ packages: { 'node_modules/left': { version: '1.0.0' } } }),
      );
      const { status, stderr } = run(join(root, 'scripts/set-up.mjs'));
      expect(status).toBe(1);
      expect(stderr).toContain('Installing what is missing or out of date (left) with npm ci');
      expect(stderr).toContain('npm ci failed');
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

function run(script: string): { status: number; stderr: string } {
  try {
    execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return { status: 0, stderr: '' };
  } catch (error) {
    return error as { status: number; stderr: string };
  }
}
