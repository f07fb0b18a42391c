/**
 * A condition of the engine's filter language. Built only here, so that quoting is in one place: a value can never
 * become an operator.
 */
export type Filter = string;

/**
 * A value as a filter takes it.
 * @example quote('Ban "X" \\ tỉnh') // '"Ban \\"X\\" \\\\ tỉnh"'
 */
function quote(value: string): string {
  return `"${value.replace(/\\/gu, '\\\\').replace(/"/gu, '\\"')}"`;
}

/** What two values have in common that the engine takes for one: its facets and filters see neither case nor space around. */
export function facetKey(value: string): string {
  return value.trim().normalize('NFKD').toLowerCase();
}

/** The attribute has one of the values; several values are alternatives. */
export function oneOf(attribute: string, values: readonly string[]): Filter {
  return `${attribute} IN [${values.map(quote).join(', ')}]`;
}

/** The attribute has none of the values. */
export function noneOf(attribute: string, values: readonly string[]): Filter {
  return `${attribute} NOT IN [${values.map(quote).join(', ')}]`;
}

/** At least one of the conditions holds. */
export function anyOf(conditions: readonly Filter[]): Filter {
  return `(${conditions.join(' OR ')})`;
}

/** At least one of the conditions does not hold. */
export function notAllOf(conditions: readonly Filter[]): Filter {
  return `NOT (${conditions.map((condition) => `(${condition})`).join(' AND ')})`;
}

/** The attribute, a date as text, is on or after, on or before. */
function notBefore(attribute: string, date: string): Filter {
  return `${attribute} >= ${quote(date)}`;
}
function notAfter(attribute: string, date: string): Filter {
  return `${attribute} <= ${quote(date)}`;
}

/**
 * What an entry must be (điều kiện), as it is chosen: the engine gets it as its own filter, counts over the task ledger
 * go by it as it is.
 */
export type Condition = { readonly attribute: string } & (
  | { readonly oneOf: readonly string[] }
  | { readonly noneOf: readonly string[] }
  | { readonly notBefore: string }
  | { readonly notAfter: string }
);

/** A condition in the engine's filter language. */
export function toFilter(condition: Condition): Filter {
  const { attribute } = condition;
  if ('oneOf' in condition) return oneOf(attribute, condition.oneOf);
  if ('noneOf' in condition) return noneOf(attribute, condition.noneOf);
  if ('notBefore' in condition) return notBefore(attribute, condition.notBefore);
  return notAfter(attribute, condition.notAfter);
}

/** What a document put into an index when it was another: entries of these documents with other fingerprints. */
export function outdated(
  documents: readonly { readonly id: string; readonly fingerprint: string }[],
): Filter {
  return documents
    .map(({ id, fingerprint }) => `(documentId = ${quote(id)} AND fingerprint != ${quote(fingerprint)})`)
    .join(' OR ');
}
