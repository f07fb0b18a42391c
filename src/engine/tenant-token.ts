import type { TokenSearchRules } from 'meilisearch';
import { generateTenantToken } from 'meilisearch/token';
import { type Audience, MAY_READ } from '../access/audience.ts';
import type { Access } from '../record/metadata.ts';
import { oneOf } from './filter.ts';
import { INDEXES, indexUid, VERSIONS } from './names.ts';

/** A search key of the engine, which signs tokens and answers no question of the portal itself. */
export interface SearchKey {
  readonly key: string;
  /** The engine's name for the key. */
  readonly uid: string;
}

/** How long a token is good: long enough that signing costs nothing, short enough that one that got out is soon worthless. */
export const TOKEN_MS = 10 * 60_000;

/** There was nothing that a token would let through: with an empty rule the engine would show everything. */
export class EmptyRuleError extends Error {
  readonly hint = 'Every audience needs at least one kind of document that it may read.';

  constructor(audience: string) {
    super(`No rule can be made for the audience ${JSON.stringify(audience)}: it may read nothing.`);
    this.name = 'EmptyRuleError';
  }
}

/**
 * What the engine lets through: every index by name, each with a filter. The engine fails open on a rule that is
 * missing, null or empty (engine-facts.md section 11), hence none of these can come out of here.
 *
 * @throws {EmptyRuleError}
 */
export function searchRules(
  audience: string,
  readable: Readonly<Record<string, readonly Access[]>> = MAY_READ,
): TokenSearchRules {
  const access = Object.hasOwn(readable, audience) ? readable[audience] : undefined;
  if (!access || access.length === 0) throw new EmptyRuleError(audience);
  const filter = oneOf('access', access);
  return Object.fromEntries(([...INDEXES, VERSIONS] as const).map((name) => [indexUid(name), { filter }]));
}

/** A tenant token (thẻ truy vấn) by which the engine itself keeps from an audience what is not its own. */
export function tenantToken({ key, uid }: SearchKey, audience: Audience, expiresAt: Date): Promise<string> {
  return generateTenantToken({
    apiKey: key,
    apiKeyUid: uid,
    searchRules: searchRules(audience),
    expiresAt,
  });
}
