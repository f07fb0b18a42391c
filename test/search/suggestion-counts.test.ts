import { describe, expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import type { SuggestionEntry } from '../../src/engine/projection/suggestions.ts';
import type { Suggestion } from '../../src/search/suggest.ts';
import { suggestionAddress } from '../../src/web/addresses.ts';

const { url, searchKey } = inject('engine');
const portal = inject('portal');
const door = openDoor({ url, key: searchKey }, 'public');

const entries: SuggestionEntry[] = [];
for await (const entry of door.all('suggestions', {})) entries.push(entry);
const linked = (kind: SuggestionEntry['kind']) => entries.filter((entry) => entry.kind === kind);
const addressOf = ({ kind, text, publicCount, target }: SuggestionEntry) =>
  suggestionAddress('vi', { kind: kind as Suggestion['kind'], text, count: publicCount, target });

/** What the API counts under the parameters of a page. */
async function totalAt(address: string, resource: 'documents' | 'mentions'): Promise<number> {
  const answer = await fetch(`${portal}/api/${resource}${new URL(address, portal).search}`);
  expect(answer.status, address).toBe(200);
  return ((await answer.json()) as { total: number }).total;
}

/** Some at once. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

describe('the count of a suggestion is what its link opens', () => {
  test('phrases: their mentions', { timeout: 300_000 }, async () => {
    const phrases = linked('phrase');
    expect(phrases.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    await each(phrases, async (entry) => {
      const total = await totalAt(addressOf(entry), 'mentions');
      if (total !== entry.publicCount) wrong.push(`${entry.text}: ${entry.publicCount}, opens ${total}`);
    });
    expect(wrong).toEqual([]);
  });

  test.each(['issuer', 'department', 'theme'] as const)('%s: its documents', async (kind) => {
    const own = linked(kind);
    expect(own.length).toBeGreaterThan(1);
    const wrong: string[] = [];
    await each(own, async (entry) => {
      const total = await totalAt(addressOf(entry), 'documents');
      if (total !== entry.publicCount) wrong.push(`${entry.text}: ${entry.publicCount}, opens ${total}`);
    });
    expect(wrong).toEqual([]);
  });

  test.each(['title', 'number'] as const)('%s: one document, which is there', async (kind) => {
    await each(linked(kind), async (entry) => {
      expect(entry.publicCount, entry.text).toBe(1);
      expect((await fetch(portal + addressOf(entry))).status, entry.text).toBe(200);
    });
  });
});
