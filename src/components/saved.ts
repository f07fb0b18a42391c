/** Searches and documents that a reader keeps on the device (đã lưu); nothing of it is sent anywhere. */
import { z } from 'zod/mini';

/** What somebody keeps who signed in may name internal documents: whoever uses the device after him does not see it. */
function key(): string {
  const { reader } = document.body.dataset;
  return reader ? `vanthu-saved-${reader}` : 'vanthu-saved';
}

const entry = z.object({
  kind: z.enum(['search', 'document']),
  /** Its own; a search that is saved again keeps its name. */
  name: z.string(),
  /** Path and parameters: what is opened. */
  address: z.string(),
  savedAt: z.string(),
  /** The documents that a search had when it was last looked at; what is not among them is new. */
  seen: z.array(z.string()),
  /** How many it found then. */
  total: z.number(),
});
export type SavedEntry = z.infer<typeof entry>;

/** What is kept, the latest first. What cannot be read (another version's, a meddler's) counts as nothing. */
export function savedEntries(): SavedEntry[] {
  try {
    return z.array(entry).parse(JSON.parse(localStorage.getItem(key()) ?? '[]'));
  } catch {
    return [];
  }
}

/** Keeps the entries. @throws {DOMException} where the browser keeps nothing, or has no room */
function keep(entries: readonly SavedEntry[]): void {
  localStorage.setItem(key(), JSON.stringify(entries));
}

export function save(saved: SavedEntry): void {
  keep([saved, ...savedEntries().filter(({ address }) => address !== saved.address)]);
}

export function remove(address: string): void {
  keep(savedEntries().filter((one) => one.address !== address));
}

export function change(address: string, changes: Partial<Pick<SavedEntry, 'name' | 'seen' | 'total'>>): void {
  keep(savedEntries().map((one) => (one.address === address ? { ...one, ...changes } : one)));
}

/** So many documents are compared one by one; of a search with more, the numbers are. */
const COMPARED = 200;

/** What a search finds: how many documents, and the newest of them. */
export interface FoundNow {
  readonly total: number;
  readonly ids: readonly string[];
}

/** What a saved search finds now. */
export async function findNow(address: string): Promise<FoundNow> {
  const { searchParams } = new URL(address, location.origin);
  for (const name of ['page', 'hitsPerPage', 'sort']) searchParams.delete(name);
  searchParams.set('sort', 'newest');
  searchParams.set('hitsPerPage', String(COMPARED));
  const answer = await fetch(`/api/documents?${searchParams}`);
  if (!answer.ok) throw new Error(`/api/documents answers ${answer.status}`);
  const { total, items } = (await answer.json()) as { total: number; items: { id: string }[] };
  return { total, ids: items.map(({ id }) => id) };
}

/** How many documents a search finds that it did not find when it was last looked at. */
export function newSince({ seen, total }: SavedEntry, now: FoundNow): number {
  const known = new Set(seen);
  if (now.total <= COMPARED) return now.ids.filter((id) => !known.has(id)).length;
  return Math.max(0, now.total - total);
}
