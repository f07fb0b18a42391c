import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { limitKey } from './client-address.ts';
import { USERNAME } from './reader.ts';

/** Whether something may be done now, or in how many seconds; and whether this is the first that is refused since then. */
export type Allowance =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfter: number; readonly first: boolean };

const ALLOWED: Allowance = { allowed: true };

/** Takes points of a limit; those that are used up come back when its time is over. */
async function take(limiter: RateLimiterMemory, key: string, points: number): Promise<Allowance> {
  try {
    await limiter.consume(key, points);
    return ALLOWED;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const first = refused.consumedPoints - points <= limiter.points;
    return { allowed: false, retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)), first };
  }
}

/** What a request costs of the limit of its address: files of all rows and snapshots are work for seconds. */
const COSTS: readonly (readonly [path: RegExp, points: number])[] = [
  [/^\/_astro\//u, 0],
  [/^\/health$/u, 0],
  [/^\/api\/snapshots$/u, 60],
  // each asks the office's provider something
  [/^\/dang-nhap\/(?:callback\/)?sso$/u, 20],
  [/^\/api\/(?:mentions|tasks|board)(?:\/[a-z-]+)?\.[a-z]+$/u, 10],
];

/** How many points the request for a path takes, however it is spelt: as the pages' router reads it. */
export function costOf(path: string): number {
  const pathname = plainPath(path);
  return COSTS.find(([pattern]) => pattern.test(pathname))?.[1] ?? 1;
}

/** Without `..`, percent signs, and slashes that make no difference; what cannot be read so stays as it is. */
function plainPath(path: string): string {
  try {
    const { pathname } = new URL(`http://portal.invalid${path}`);
    return decodeURIComponent(pathname)
      .replace(/\/{2,}/gu, '/')
      .replace(/(?<=.)\/$/u, '');
  } catch {
    return path;
  }
}

/** Limits how much one address asks in a minute (giới hạn truy cập). */
export function requestLimit(perMinute: number): (client: string, pathname: string) => Promise<Allowance> {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60, keyPrefix: 'requests' });
  return async (client, pathname) => {
    const cost = Math.min(costOf(pathname), perMinute);
    return cost === 0 ? ALLOWED : take(limiter, limitKey(client), cost);
  };
}

/**
 * How often a sign-in may fail: from one address in a minute and in an hour, and for one name from wherever in an hour, which
 * is more, as it keeps its owner out as well. Who is in may try his old password so often in a minute. Points and seconds.
 */
export const SIGN_IN_LIMITS = {
  address: { points: 5, duration: 60 },
  addressLong: { points: 30, duration: 60 * 60 },
  name: { points: 100, duration: 60 * 60 },
  change: { points: 5, duration: 60 },
} as const;

/** Names that nobody can have are all one: they are not kept apart. */
const nameKey = (username: string) => (USERNAME.test(username.toLowerCase()) ? username.toLowerCase() : '');

/** Limits guesses of passwords. Every try is counted before it is looked at, so that many at once are no way around. */
export class SignInLimits {
  readonly #address = new RateLimiterMemory({ ...SIGN_IN_LIMITS.address, keyPrefix: 'address' });
  readonly #addressLong = new RateLimiterMemory({ ...SIGN_IN_LIMITS.addressLong, keyPrefix: 'address-long' });
  readonly #name = new RateLimiterMemory({ ...SIGN_IN_LIMITS.name, keyPrefix: 'name' });
  readonly #change = new RateLimiterMemory({ ...SIGN_IN_LIMITS.change, keyPrefix: 'change' });

  async try(client: string, username: string): Promise<Allowance> {
    const address = limitKey(client);
    const limits = [
      [this.#address, address],
      [this.#addressLong, address],
      [this.#name, nameKey(username)],
    ] as const;
    for (const [limiter, key] of limits) {
      const allowance = await take(limiter, key, 1);
      if (!allowance.allowed) return allowance;
    }
    return ALLOWED;
  }

  /** A right password takes back what it was counted as. */
  async succeeded(client: string, username: string): Promise<void> {
    const address = limitKey(client);
    await this.#address.reward(address, 1);
    await this.#addressLong.reward(address, 1);
    await this.#name.delete(nameKey(username));
  }

  /** Somebody who is in says his old password. */
  change(username: string): Promise<Allowance> {
    return take(this.#change, username, 1);
  }
}
