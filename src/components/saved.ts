/** Searches and documents that a reader keeps on the device (đã lưu); nothing of it is sent anywhere. */
import { z } from 'zod/mini';

const KEY = 'vanthu-saved';

const entry = z.object({
  kind: z.enum(['search', 'document']),
  /** Its own; a search that is saved again keeps its name. */
  name: z.string(),
  /** Path and parameters: what is opened. */
  address: z.string(),
  savedAt: z.string(),
  /** The documents that a search had when it was last looked at; what is not among them is new. */
  seen: z.array(z.string()),
});
export type SavedEntry = z.infer<typeof entry>;

/** What is kept, the latest first. What cannot be read (another version's, a meddler's) counts as nothing. */
export function savedEntries(): SavedEntry[] {
  try {
    return z.array(entry).parse(JSON.parse(localStorage.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}

/** Keeps the entries. @throws {DOMException} where the browser keeps nothing, or has no room */
function keep(entries: readonly SavedEntry[]): void {
  localStorage.setItem(KEY, JSON.stringify(entries));
}

export function save(saved: SavedEntry): void {
  keep([saved, ...savedEntries().filter(({ address }) => address !== saved.address)]);
}

export function remove(address: string): void {
  keep(savedEntries().filter((one) => one.address !== address));
}

export function change(
  address: string,
  changes: Partial<Pick<SavedEntry, 'name' | 'seen' | 'savedAt'>>,
): void {
  keep(savedEntries().map((one) => (one.address === address ? { ...one, ...changes } : one)));
}

/** Documents that are compared for what is new; a search with more says of these only. */
const COMPARED = 200;

/** The ids of what a saved search finds now, the newest first. */
export async function idsNow(address: string): Promise<string[]> {
  const { searchParams } = new URL(address, location.origin);
  for (const name of ['page', 'hitsPerPage', 'sort']) searchParams.delete(name);
  searchParams.set('sort', 'newest');
  searchParams.set('hitsPerPage', String(COMPARED));
  const answer = await fetch(`/api/documents?${searchParams}`);
  if (!answer.ok) throw new Error(`/api/documents answers ${answer.status}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}
