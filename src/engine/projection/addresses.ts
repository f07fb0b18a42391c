import type { LedgerEntry } from '../../corpus/address-ledger.ts';
import type { Access } from '../../record/metadata.ts';

/** What the addresses index holds of an address that was given out and is no document's own any more. */
export interface AddressEntry {
  readonly id: string;
  /** The id in the address. */
  readonly address: string;
  /** Who was given it. */
  readonly access: Access;
  /** The document that it leads to; null for one that was withdrawn from these readers. */
  readonly documentId: string | null;
}

/**
 * The addresses that no document answers to, for those who were given them. What was public and is now internal is
 * withdrawn to the public; what only the staff knew is nothing to the public.
 *
 * @param indexed who may read each document of the index, by its id
 */
export function projectAddresses(
  ledger: readonly LedgerEntry[],
  indexed: ReadonlyMap<string, Access>,
): AddressEntry[] {
  const entry = (access: Access, address: string, documentId: string | null): AddressEntry => ({
    id: `${access}-${address}`,
    address,
    access,
    documentId,
  });
  return ledger.flatMap(({ id, wasPublic, formerIds }) => {
    const access = indexed.get(id);
    const gone = wasPublic ? access !== 'public' : access === undefined;
    return [
      ...(gone ? [entry(wasPublic ? 'public' : 'internal', id, null)] : []),
      ...formerIds.map((former) => entry('internal', former, access === undefined ? null : id)),
    ];
  });
}
