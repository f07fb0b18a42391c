import type { Vocabularies } from '../corpus/vocabularies.ts';
import type { EngineClient } from '../engine/client.ts';
import { sha256 } from '../engine/digest.ts';
import { countEntries } from '../engine/live.ts';
import { NONE } from '../engine/names.ts';
import type { DocumentEntry } from '../engine/projection/document.ts';
import type { PassageEntry } from '../engine/projection/passages.ts';
import {
  type SuggestionEntry,
  type SuggestionKind,
  suggestionKey,
  suggestionKeys,
} from '../engine/projection/suggestions.ts';
import { readEntries, syncEntries } from '../engine/push.ts';
import { numberOf, titleOf } from '../labels/citation.ts';
import type { Access } from '../record/metadata.ts';
import { canonical } from '../text/canonical.ts';
import { fold } from '../text/fold.ts';
import { PhraseCounter } from '../text/phrase-counts.ts';
import type { IndexProgress } from './progress.ts';

interface Sending {
  readonly client: EngineClient;
  readonly rebuild: boolean;
  readonly vocabularies: Vocabularies;
  readonly onProgress: (progress: IndexProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** How many passages are counted between two words of progress. */
const STEP = 2_000;

/**
 * Counts what the index now holds, and brings the suggestions to that: phrases and syllables of the passages, titles and
 * numbers of the documents, agencies, themes. Counts are kept for the public and for all, so that what the public is
 * offered, and how often that is said to be there, never tells of an internal document.
 */
export async function sendSuggestions(sending: Sending): Promise<void> {
  const { client, rebuild } = sending;
  const entries = [...(await phrasesOf(sending)), ...(await namesOf(sending))];
  await syncEntries(client, 'suggestions', rebuild, entries);
}

async function phrasesOf({ client, rebuild, onProgress, signal }: Sending): Promise<SuggestionEntry[]> {
  // counted apart: what the public is offered must not depend on what else there is, not even by a threshold
  const [all, open] = [new PhraseCounter(), new PhraseCounter()];
  const total = await countEntries(client, 'passages', rebuild);
  let done = 0;
  for await (const passage of readEntries<PassageEntry>(client, 'passages', rebuild, [
    'text',
    'own',
    'access',
  ])) {
    // what a long block has twice, at the end of one passage and the beginning of the next, counts once
    const text = passage.text.slice(0, passage.own);
    all.add(text);
    if (passage.access === 'public') open.add(text);
    if (++done % STEP === 0 || done === total) {
      signal?.throwIfAborted();
      onProgress({ step: 'counting', done, total, path: '' });
    }
  }
  const phrases = new Map(all.phrases().map((phrase) => [phrase.canonical, phrase]));
  const known = new Map(phrases);
  const publicCounts = new Map<string, number>();
  for (const phrase of open.phrases()) {
    phrases.set(phrase.canonical, phrase);
    publicCounts.set(phrase.canonical, phrase.count);
  }
  return [...phrases.values()].map(({ text, canonical: form, syllables, count }) =>
    toEntry({
      kind: syllables === 1 ? 'syllable' : 'phrase',
      text,
      key: syllables === 1 ? '' : suggestionKey(text),
      publicCount: publicCounts.get(form) ?? 0,
      allCount: known.get(form)?.count ?? count,
    }),
  );
}

/** How many documents have each name, for the public and for all. */
class NameCounts {
  readonly #entries = new Map<
    string,
    { kind: SuggestionKind; text: string; target: string | null; public: number; all: number }
  >();

  add(kind: SuggestionKind, text: string, access: Access, target: string | null = null): void {
    const key = `${kind} ${target ?? canonical(text)}`;
    const entry = this.#entries.get(key) ?? { kind, text, target, public: 0, all: 0 };
    // what the public is shown must be as a public document has it
    if (access === 'public' && entry.public === 0) entry.text = text;
    entry.all++;
    if (access === 'public') entry.public++;
    this.#entries.set(key, entry);
  }

  entries() {
    return [...this.#entries.values()];
  }
}

async function namesOf({ client, rebuild, vocabularies }: Sending): Promise<SuggestionEntry[]> {
  const names = new NameCounts();
  const themes = new Map(vocabularies.themes.map(({ id, name }) => [id, name]));
  for await (const document of readEntries<DocumentEntry>(client, 'documents', rebuild, [
    'id',
    'access',
    'summary',
    'issuer',
    'department',
    'theme',
  ])) {
    const { id, access, summary } = document;
    if (summary.title !== null) names.add('title', titleOf(summary), access, id);
    if (numberOf(summary)) names.add('number', numberOf(summary), access, id);
    if (document.issuer !== NONE) names.add('issuer', document.issuer, access, document.issuer);
    for (const department of document.department)
      if (department !== NONE) names.add('department', department, access, department);
    for (const theme of document.theme)
      if (theme !== NONE) names.add('theme', themes.get(theme) ?? theme, access, theme);
  }
  return names.entries().map(({ kind, text, target, ...counts }) =>
    toEntry({
      kind,
      text,
      target,
      key: suggestionKeys(text),
      publicCount: counts.public,
      allCount: counts.all,
    }),
  );
}

function toEntry(
  entry: Pick<SuggestionEntry, 'kind' | 'text' | 'key' | 'publicCount' | 'allCount'> & {
    readonly target?: string | null;
  },
): SuggestionEntry {
  const { kind, text, target = null, publicCount } = entry;
  return {
    // an id of the engine has no marks
    id: sha256(`${kind} ${target ?? canonical(text)}`).slice(0, 24),
    access: publicCount > 0 ? 'public' : 'internal',
    canonical: canonical(text),
    folded: fold(text),
    ...entry,
    target,
  };
}
