import type { Access } from '../record/metadata.ts';
import type { DocumentRecord } from '../record/record.ts';
import { revealsMore } from '../record/reveals.ts';

/**
 * What each audience (đối tượng đọc) may read, its own last: the public what is published, those who signed in
 * everything. The one place where this is said; the index states, the engine's tokens and the snapshots go by it.
 */
export const MAY_READ = {
  public: ['public'],
  internal: ['public', 'internal'],
} as const satisfies Record<Access, readonly [Access, ...Access[]]>;

/** Somebody for whom the portal answers: everybody, or those who signed in. */
export type Audience = keyof typeof MAY_READ;

/** Whether an audience may read what has this access, or what was made for the audience of this name. */
export function mayRead(audience: Audience, access: Access): boolean {
  return (MAY_READ[audience] as readonly Access[]).includes(access);
}

/**
 * Whether an audience may take away the file (bản gốc) of a document that it may read. A file that says more than its
 * document (comments, hidden text, tracked changes) is for those who signed in: others get the text as it was published.
 */
export function mayTakeOriginal(audience: Audience, record: Pick<DocumentRecord, 'messages'>): boolean {
  return audience === 'internal' || !revealsMore(record);
}
