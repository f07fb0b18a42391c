import { writeAccess } from '../../../access/access-log.ts';
import { ProviderAwayError } from '../../../access/accounts.ts';
import { finishSso, hasSignIn } from '../../../access/sign-in.ts';
import { answering } from '../../../api/answer.ts';
import { notFound } from '../../../api/problem.ts';
import { readConfiguration } from '../../../configuration.ts';
import { DEFAULT_LANGUAGE } from '../../../labels/language.ts';
import { providerAway } from '../../../web/provider-away.ts';

/** Where the provider of single sign-on leads back to. */
export const GET = answering(async ({ request, locals: { client } }) => {
  const { oidc, dataDir } = readConfiguration();
  if (!hasSignIn() || !oidc) throw notFound();
  const finished = await finishSso(request, client).catch((error: unknown) => {
    if (error instanceof ProviderAwayError) return error;
    throw error;
  });
  // in which language somebody began is not known here
  if (finished instanceof ProviderAwayError) return providerAway(finished, DEFAULT_LANGUAGE);
  const { answer, reader } = finished;
  writeAccess(
    dataDir,
    { reader, client },
    reader.account ? { action: 'sign-in', by: 'sso' } : { action: 'sign-in-refused', reason: 'sso' },
  );
  const response = new Response(answer.body, answer);
  response.headers.set('Cache-Control', 'no-store');
  return response;
});
