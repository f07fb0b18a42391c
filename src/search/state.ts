import { exclude, isExcluded } from './exclusion.ts';

/**
 * The state of a page is its address (trạng thái = địa chỉ): back, reload and a link sent to a colleague give the same
 * page. These functions make the address of a neighbouring state; none changes what it is given, and each but
 * `onPage` goes back to the first page.
 */
export type State = URLSearchParams;

/** The parameters of an address that a page knows and took. */
export function toState(
  search: URLSearchParams,
  known: readonly string[],
  ignored: readonly string[],
): State {
  return new URLSearchParams(
    [...search].filter(([name, value]) => value !== '' && known.includes(name) && !ignored.includes(name)),
  );
}

function copy(state: State): State {
  const next = new URLSearchParams(state);
  next.delete('page');
  return next;
}

/** With a value of a filter added, or taken out where it is there. */
export function toggled(state: State, name: string, value: string): State {
  const next = copy(state);
  if (!isExcluded(value)) next.delete(name, exclude(value));
  if (next.has(name, value)) next.delete(name, value);
  else next.append(name, value);
  return next;
}

/** With a value of a filter excluded, or no longer so. */
export function toggledExclusion(state: State, name: string, value: string): State {
  const next = copy(state);
  next.delete(name, value);
  return toggled(next, name, exclude(value));
}

/** With this one value of a filter; what is excluded stays so, or the results would be more than those counted. */
export function withOnly(state: State, name: string, value: string): State {
  const next = copy(state);
  const excluded = next.getAll(name).filter(isExcluded);
  next.delete(name);
  for (const one of [value, ...excluded]) next.append(name, one);
  return next;
}

/** Without what is chosen of some filters; what is excluded stays so. */
export function opened(state: State, names: readonly string[]): State {
  const next = copy(state);
  for (const name of names) {
    const excluded = next.getAll(name).filter(isExcluded);
    next.delete(name);
    for (const one of excluded) next.append(name, one);
  }
  return next;
}

/** Filters of one day: the narrower of two is the later, or the earlier one. */
const DAYS: Readonly<Record<string, (a: string, b: string) => string>> = {
  dueFrom: (a, b) => (a > b ? a : b),
  dueTo: (a, b) => (a < b ? a : b),
};

/** Narrowed to what has all of these values. */
export function narrowed(state: State, filters: readonly (readonly [name: string, value: string])[]): State {
  let next = copy(state);
  for (const [name, value] of filters) {
    const day = DAYS[name];
    if (day) next.set(name, day(next.get(name) ?? value, value));
    else if (!isExcluded(value)) next = withOnly(next, name, value);
    else if (!next.has(name, value)) next.append(name, value);
  }
  return next;
}

/** Whether it is narrowed to all of these values already: narrowing it again would change nothing. */
export function hasFilters(
  state: State,
  filters: readonly (readonly [name: string, value: string])[],
): boolean {
  const parts = (one: State) => [...one].map((part) => part.join('=')).sort();
  const [before, after] = [parts(copy(state)), parts(narrowed(state, filters))];
  return filters.length > 0 && before.length === after.length && before.every((part, i) => part === after[i]);
}

/** With one value for a parameter, or without it. */
export function withValue(state: State, name: string, value: string | undefined): State {
  const next = copy(state);
  next.delete(name);
  if (value !== undefined) next.set(name, value);
  return next;
}

/** Without some parameters. */
export function without(state: State, names: readonly string[]): State {
  const next = copy(state);
  for (const name of names) next.delete(name);
  return next;
}

/** Another page of the same results. */
export function onPage(state: State, page: number): State {
  const next = copy(state);
  if (page > 1) next.set('page', String(page));
  return next;
}

/** A state as an address. */
export function toAddress(path: string, state: State): string {
  const text = state.toString();
  return text ? `${path}?${text}` : path;
}
