import { fold } from '../../text/fold.ts';

/** `Số 114 -KH/ĐUK` -> `114khduk`, `kl 01` -> `kl1`: a typed number in one of the spellings that the codes fields hold. */
export function compactNumber(typed: string): string {
  return fold(typed)
    .replace(/^so(?=[^a-z])/u, '')
    .replace(/[^a-z0-9]+/gu, '')
    .replace(/(?<![0-9])0+(?=\d)/gu, '');
}
