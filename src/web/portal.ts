import { readConfiguration } from '../configuration.ts';
import { type EngineDoor, openDoor } from '../engine/door.ts';
import type { IndexMeta } from '../engine/meta.ts';

let opened: EngineDoor | undefined;

/** The engine, for readers without a sign-in. The server's process holds no key that could write. */
export function publicDoor(): EngineDoor {
  if (!opened) {
    const { meiliUrl: url, meiliSearchKey: key } = readConfiguration();
    if (!url || !key)
      throw new Error('MEILI_URL and MEILI_SEARCH_KEY are not set: start the portal with `npm start`.');
    opened = openDoor({ url, key }, 'public');
  }
  return opened;
}

/** How long what is known of the index is kept: labels and the date in the foot change only with a run. Milliseconds. */
const META_MS = 1_000;
let kept: { meta: Promise<IndexMeta>; until: number } | undefined;

/** What the live index is. @throws {EngineError} */
export function indexMeta(): Promise<IndexMeta> {
  const now = performance.now();
  if (!kept || kept.until < now) {
    const meta = publicDoor().meta();
    kept = { meta, until: now + META_MS };
    // a failure is not kept: the engine may be back with the next request
    meta.catch(() => {
      kept = undefined;
    });
  }
  return kept.meta;
}
