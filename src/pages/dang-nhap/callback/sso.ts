import { writeAccess } from '../../../access/access-log.ts';
import { finishSso, hasSignIn } from '../../../access/sign-in.ts';
import { answering } from '../../../api/answer.ts';
import { notFound } from '../../../api/problem.ts';
import { readConfiguration } from '../../../configuration.ts';

/** Where the provider of single sign-on leads back to. */
export const GET = answering(async ({ request, locals: { client } }) => {
  const { oidc, dataDir } = readConfiguration();
  if (!hasSignIn() || !oidc) throw notFound();
  const { answer, reader } = await finishSso(request, client);
  writeAccess(
    dataDir,
    { reader, client },
    reader.account ? { action: 'sign-in', by: 'sso' } : { action: 'sign-in-refused', reason: 'sso' },
  );
  const response = new Response(answer.body, answer);
  response.headers.set('Cache-Control', 'no-store');
  return response;
});
