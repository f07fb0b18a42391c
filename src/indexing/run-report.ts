import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a run of the indexer did (lần lập chỉ mục), for those who look after the portal. */
const runReport = z.object({
  /** ISO instants. */
  startedAt: z.string(),
  finishedAt: z.string(),
  outcome: z.enum(['done', 'failed', 'stopped']),
  /** Why it failed. */
  reason: z.string().optional(),
  /** What it did; absent where it was not completed. */
  counts: z
    .object({
      sent: z.number(),
      unchanged: z.number(),
      removed: z.number(),
      refused: z.number(),
      withheld: z.number(),
    })
    .optional(),
  indexVersion: z.string().optional(),
  refused: z.array(z.object({ path: z.string(), reason: z.string() })),
});
export type RunReport = z.infer<typeof runReport>;

const pathIn = (dataDir: string) => join(dataDir, 'index-run.json');

/** Keeps what the last run did, in the place of what the one before did. */
export async function writeRunReport(dataDir: string, report: RunReport): Promise<void> {
  const draft = `${pathIn(dataDir)}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(report), { mode: 0o600 });
  await rename(draft, pathIn(dataDir));
}

/** What the last run did; null where none has run on this data folder, or what it left cannot be read. */
export async function readRunReport(dataDir: string): Promise<RunReport | null> {
  try {
    return runReport.parse(JSON.parse(await readFile(pathIn(dataDir), 'utf8')));
  } catch (error) {
    // a file that is damaged tells nothing, either; the next run writes it anew
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      console.error('The report of the last run:', error);
    return null;
  }
}
