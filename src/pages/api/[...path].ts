import { answering } from '../../api/answer.ts';
import { ProblemError } from '../../api/problem.ts';

/** Whatever else is asked of the API: it has no such answer, or not in this way. */
export const ALL = answering(() =>
  Promise.reject(new ProblemError(404, 'Not found', 'The API has no such address.')),
);
