import type { z } from 'zod';
import {
  type Certificate,
  type Comparison,
  certify,
  compareWithEarlier,
  type EarlierCount,
} from '../mentions/certificate.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { filtersAskedFor, phraseAskedFor, toMentionQuery } from './mention-search.ts';
import type { certificateParameters } from './parameters.ts';

/** Counts what is asked for and certifies it; where the link says what it was once, compares. @throws {ProblemError} */
export async function askedCertificate(
  catalogue: Catalogue,
  { q, version, counted, on, ...asked }: z.output<typeof certificateParameters>,
): Promise<{ certificate: Certificate; comparison: Comparison | null }> {
  const { door } = catalogue;
  // up to the last tier: a certificate also says what was not counted
  const query = await toMentionQuery(catalogue, phraseAskedFor(q, catalogue), asked, 5);
  const certificate = await certify(door, query, filtersAskedFor(asked));
  const earlier = version && counted && on ? toEarlier(version, counted, on) : null;
  return {
    certificate,
    comparison: earlier && (await compareWithEarlier(door, query, certificate, earlier)),
  };
}

function toEarlier(indexVersion: string, counted: string, countedAt: string): EarlierCount {
  const [occurrences = 0, blocks = 0, documents = 0] = counted.split('-').map(Number);
  return { indexVersion, counted: { occurrences, blocks, documents }, countedAt };
}
