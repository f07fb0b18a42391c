import { answering } from '../../../api/answer.ts';
import { formWithin } from '../../../api/forms.ts';
import { boardParameters, readParameters } from '../../../api/parameters.ts';
import { ProblemError } from '../../../api/problem.ts';
import { readConfiguration } from '../../../configuration.ts';
import { dayOfReckoning } from '../../../search/filters.ts';
import { takeSnapshot } from '../../../statistics/snapshot.ts';
import { SnapshotsFullError, storeSnapshot } from '../../../statistics/snapshot-store.ts';
import { PAGES } from '../../../web/addresses.ts';
import { catalogueFor } from '../../../web/portal.ts';

/** A state has addresses of its size: some kilobytes. */
const MOST_FORM_BYTES = 64_000;

/** Keeps the figures of the board as they are, and leads to them. */
export const POST = answering(async ({ request, url, locals }) => {
  if (url.search !== '')
    throw new ProblemError(
      400,
      'Bad parameters',
      'The state of the board is wanted in the form, not in the address.',
    );
  const form = await formWithin(request, MOST_FORM_BYTES);
  if (!(form instanceof FormData))
    throw new ProblemError(
      form === 'tooLarge' ? 413 : 400,
      'Bad form',
      'The state of the board is wanted as a form, with its length stated, of 64 kB at most.',
    );
  const fields = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
  const { q, stack, step, lang, ...filters } = readParameters(boardParameters, new URLSearchParams(fields));
  const now = new Date();
  const snapshot = await takeSnapshot(
    await catalogueFor(locals.reader),
    { q, filters },
    { stack, step },
    dayOfReckoning(filters),
    now,
  );
  try {
    await storeSnapshot(readConfiguration().dataDir, snapshot);
  } catch (error) {
    if (!(error instanceof SnapshotsFullError)) throw error;
    console.error(error.message, error.hint);
    throw new ProblemError(
      507,
      'No room for another snapshot',
      'The office has to remove snapshots that nobody needs before another can be taken.',
    );
  }
  return new Response(null, {
    status: 303,
    headers: { Location: `${PAGES.snapshot[lang]}/${snapshot.id}`, 'Cache-Control': 'no-store' },
  });
});
