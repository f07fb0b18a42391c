import type { ProviderAwayError } from '../access/accounts.ts';
import type { Language } from '../labels/language.ts';
import { address, PAGES } from './addresses.ts';

/** What `error` says in the address of the sign-in page where the provider of single sign-on does not answer. */
export const PROVIDER_AWAY = 'provider_away';

/** Back to the page to sign in at, which tells it and has the other way in. */
export function providerAway(error: ProviderAwayError, language: Language, next?: string): Response {
  console.error(error.message, error.cause ?? '');
  const back = next === PAGES.home[language] ? undefined : next;
  const location = address(PAGES.signIn[language], { error: PROVIDER_AWAY, next: back });
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}
