import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-check-'));
  await cp(join(ROOT, 'test/fixtures/doubt/of-the-head.txt'), join(folder, 'a.txt'));
  await cp(join(ROOT, 'test/fixtures/read/plan.pdf'), join(folder, 'b.pdf'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function check(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/check.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run check', () => {
  test('says file, place, rule and what to do, as a linter does', () => {
    const { status, stdout } = check(folder);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /a\.txt:4:\d+: warning head\/type-symbol: .*Declare .* Expected: KH\. Found: CV$/mu,
    );
    expect(stdout).toMatch(/a\.txt:9:\d+: warning cite\/two-dates: /u);
    expect(stdout).toMatch(/^2 documents: 0 errors, \d+ warnings, \d+ remarks\.$/mu);
  });

  test('--format json is one array', () => {
    const { stdout } = check('--format', 'json', folder);
    const remarks = JSON.parse(stdout);
    expect(remarks).toContainEqual(
      expect.objectContaining({
        rule: 'body/no-such-day',
        severity: 'warning',
        line: 9,
        actual: 'ngày 31/02/2025',
      }),
    );
  });

  test('--format github is a command a line', () => {
    const { stdout } = check('--format', 'github', folder);
    expect(stdout).toMatch(/^::warning file=.*a\.txt,line=4,col=\d+,title=head\/type-symbol::The name/mu);
    for (const line of stdout.trim().split('\n')) expect(line).toMatch(/^::(?:error|warning|notice) file=/u);
  });

  test('an error is exit code 1, and a call that can not run is 2', async () => {
    await writeFile(join(folder, 'c.txt'), '');
    const { status, stdout } = check(folder);
    expect(status).toBe(1);
    expect(stdout).toMatch(/c\.txt: error read\/empty: /u);
    expect(check('--format', 'xml').status).toBe(2);
    expect(check(join(folder, 'nowhere'))).toMatchObject({ status: 2, stdout: '' });
  });
});
