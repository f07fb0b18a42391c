import type { EngineDoor } from '../../src/engine/door.ts';
import { unsureIn } from '../../src/engine/phrase-evidence.ts';
import type { PassageEntry } from '../../src/engine/projection/passages.ts';
import { type FoundMentions, findMentions, type MentionQuery } from '../../src/mentions/find-mentions.ts';
import { type Mention, SHOWN } from '../../src/mentions/mention.ts';
import { type Abbreviations, toPhrase } from '../../src/mentions/phrase.ts';
import type { Tier } from '../../src/mentions/tier.ts';
import { readVocabulary } from '../../src/mentions/vocabulary.ts';
import { foldedForm, tonedForm } from '../../src/text/engine-form.ts';

/** What of a query a test may choose; the rest is what the portal takes where nothing was chosen. */
export type Asked = Partial<Omit<MentionQuery, 'phrase'>> & { readonly abbreviations?: Abbreviations };

/** A typed phrase as it is looked for. */
export async function toQuery(door: EngineDoor, typed: string, asked: Asked = {}): Promise<MentionQuery> {
  const { abbreviations = [], ...rest } = asked;
  const phrase = toPhrase(typed, abbreviations);
  const tier = rest.tier ?? phrase.defaultTier;
  const widest = Math.max(tier, rest.widest ?? tier) as Tier;
  return {
    phrase,
    tier,
    widest,
    filters: [],
    rule: { unit: 'occurrences', without: [] },
    sort: 'document',
    ...(widest === 5 && { vocabulary: await readVocabulary(door) }),
    ...rest,
  };
}

/** Every mention of a typed phrase, and how many there are. */
export async function search(
  door: EngineDoor,
  typed: string,
  asked: Asked = {},
): Promise<FoundMentions & { mentions: Mention[]; total: number; documents: number }> {
  const everything = { page: 1, linesPerPage: Number.MAX_SAFE_INTEGER };
  const found = await findMentions(door, await toQuery(door, typed, asked), everything, true);
  const { occurrences: total, documents } = found.counts.counted;
  return { ...found, mentions: found.lines.map(({ mention }) => mention), total, documents };
}

/** A passage as the engine has it: one block of a public document. */
export function passageOf(text: string, of: Partial<PassageEntry> = {}): PassageEntry {
  const { documentId = 'van-ban-a', blockId = 'doan-1', position = 0, issuedOn = null } = of;
  return {
    id: `${documentId}--${position}`,
    documentId,
    fingerprint: '',
    document: {
      id: documentId,
      type: null,
      number: null,
      symbol: null,
      title: null,
      issuer: null,
      issuedOn,
      subjectYear: null,
      access: 'public',
    },
    access: 'public',
    type: 'none',
    issuer: 'none',
    province: 'none',
    year: 'none',
    theme: ['none'],
    department: ['none'],
    issuedOn,
    orderDate: issuedOn,
    blockId,
    kind: 'paragraph',
    path: [],
    position,
    start: 0,
    own: text.length,
    text,
    titles: [],
    toned: tonedForm(text),
    folded: foldedForm(text),
    unsure: unsureIn(text),
    ...of,
  };
}

/** The mentions of a typed phrase in a text. */
export function mentionsOf(text: string, typed: string, of: Partial<PassageEntry> = {}, widest: Tier = 5) {
  return SHOWN.read(passageOf(text, of), toPhrase(typed), widest);
}
