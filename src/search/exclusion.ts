/**
 * A value of a filter with this sign before it is excluded (loại trừ): `theme=!ton-giao`. No value of the corpus begins
 * so: agencies, types and provinces are names, the others are ids and years.
 */
const SIGN = '!';

export const exclude = (value: string): string => SIGN + value;
export const isExcluded = (value: string): boolean => value.startsWith(SIGN) && value.length > SIGN.length;
/** The value itself, excluded or not. */
export const bareValue = (value: string): string => (isExcluded(value) ? value.slice(SIGN.length) : value);

/** The values that were chosen, one of which is required, and those that are excluded. */
export function parted(values: readonly string[]): { included: string[]; excluded: string[] } {
  return {
    included: values.filter((value) => !isExcluded(value)),
    excluded: values.filter(isExcluded).map(bareValue),
  };
}
