import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { limitKey } from './client-address.ts';

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
  [/^\/api\/snapshots\/?$/u, 60],
  [/^\/api\/(?:mentions|tasks|board)(?:\/[a-z-]+)?\.[a-z]+$/u, 10],
];

/** How many points the request for a path takes. */
export function costOf(pathname: string): number {
  return COSTS.find(([path]) => path.test(pathname))?.[1] ?? 1;
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
 * How often a sign-in may fail: from one address in a minute and in an hour, and for one name from wherever in a quarter
 * of an hour. Points and seconds.
 */
export const SIGN_IN_LIMITS = {
  address: { points: 5, duration: 60 },
  addressLong: { points: 30, duration: 60 * 60 },
  name: { points: 10, duration: 15 * 60 },
} as const;

/** Limits guesses of passwords. Every try is counted before it is looked at, so that many at once are no way around. */
export class SignInLimits {
  readonly #address = new RateLimiterMemory({ ...SIGN_IN_LIMITS.address, keyPrefix: 'address' });
  readonly #addressLong = new RateLimiterMemory({ ...SIGN_IN_LIMITS.addressLong, keyPrefix: 'address-long' });
  readonly #name = new RateLimiterMemory({ ...SIGN_IN_LIMITS.name, keyPrefix: 'name' });

  async try(client: string, username: string): Promise<Allowance> {
    const address = limitKey(client);
    const limits = [
      [this.#address, address],
      [this.#addressLong, address],
      [this.#name, username.toLowerCase()],
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
    await this.#name.delete(username.toLowerCase());
  }
}
