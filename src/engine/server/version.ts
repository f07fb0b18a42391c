import { EngineVersionError } from './errors.ts';

/** The version `1.21.0` in what a binary or a server says of itself, if there is one. */
export function findVersion(text: string): string | undefined {
  return /\b\d+\.\d+\.\d+\b/.exec(text)?.[0];
}

/**
 * Refuses what the project was not measured with: below 1.21 filters and key patterns are missing, and 2 may change
 * anything.
 *
 * @param where ends the sentence "The Meilisearch …", such as `at http://localhost:7700`
 */
export function checkVersion(where: string, version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major !== 1 || minor < 21) throw new EngineVersionError(where, version);
}
