import type { Access } from '../record/metadata.ts';

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
