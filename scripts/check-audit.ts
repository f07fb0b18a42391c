/**
 * Asks the registry for known vulnerabilities of what the portal runs with (`npm audit --omit=dev`), and fails on high and
 * critical ones. A registry that offers no audit is said aloud, and fails nothing: then nobody has looked.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Audit {
  readonly error?: { readonly summary?: string; readonly code?: string };
  readonly message?: string;
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
}

/** Not to wait for a registry that does not answer. Milliseconds. */
const PATIENCE_MS = 60_000;
const GRAVE = new Set(['high', 'critical']);

const { stdout, stderr, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: join(import.meta.dirname, '..'),
  encoding: 'utf8',
  timeout: PATIENCE_MS,
});

function answer(): Audit {
  try {
    return JSON.parse(stdout) as Audit;
  } catch {
    return { message: error?.message ?? stderr.trim().split('\n')[0] ?? '' };
  }
}

const { metadata, vulnerabilities = {}, message, error: refused } = answer();
if (!metadata) {
  console.error(
    `NOT AUDITED: the registry gave no answer to npm audit (${refused?.summary || refused?.code || message || 'nothing'}). Known vulnerabilities were not looked for.`,
  );
} else {
  const grave = Object.entries(vulnerabilities).filter(([, { severity }]) => GRAVE.has(severity));
  for (const [name, { severity, range }] of grave) console.error(`${severity}: ${name} ${range}`);
  console.log(`npm audit: ${grave.length} high or critical of ${metadata.vulnerabilities.total ?? 0} known.`);
  if (grave.length > 0) process.exitCode = 1;
}
