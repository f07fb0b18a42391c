import { z } from 'zod';
import { ProviderAwayError } from '../../access/accounts.ts';
import { beginSso, hasSignIn } from '../../access/sign-in.ts';
import { answering } from '../../api/answer.ts';
import { notFound } from '../../api/problem.ts';
import { DEFAULT_LANGUAGE, LANGUAGES } from '../../labels/language.ts';
import { PAGES } from '../../web/addresses.ts';
import { ownPath } from '../../web/gate.ts';
import { providerAway } from '../../web/provider-away.ts';

const spoken = z.enum(LANGUAGES).catch(DEFAULT_LANGUAGE);

/** Leads to the provider of single sign-on, which leads back to ./callback. */
export const GET = answering(async ({ request, url, locals }) => {
  const language = spoken.parse(url.searchParams.get('lang') ?? undefined);
  const next = ownPath(url.searchParams.get('next'), PAGES.home[language]);
  if (!hasSignIn()) throw notFound();
  const begun = await beginSso(request, locals.client, next, PAGES.signIn[language]).catch(
    (error: unknown) => {
      if (error instanceof ProviderAwayError) return error;
      throw error;
    },
  );
  if (!begun) throw notFound();
  if (begun instanceof ProviderAwayError) return providerAway(begun, language, next);
  const headers = new Headers({ Location: begun.location, 'Cache-Control': 'no-store' });
  for (const cookie of begun.cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
});
