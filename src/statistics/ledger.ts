import { type Condition, facetKey } from '../engine/filter.ts';
import { TASK_FACET_FIELDS, type TaskEntry, type TaskFacets } from '../engine/projection/tasks.ts';

/** What is kept of a task for counting. */
export const LEDGER_FIELDS = [
  'id',
  'documentId',
  'access',
  'issuedOn',
  'due',
  ...TASK_FACET_FIELDS,
] as const satisfies readonly (keyof TaskEntry)[];
export type LedgerTask = TaskFacets & Pick<TaskEntry, 'id' | 'documentId' | 'access' | 'issuedOn' | 'due'>;

/** What tasks are narrowed to and counted by. */
const ATTRIBUTES = LEDGER_FIELDS.filter((name) => name !== 'id');
export type LedgerAttribute = (typeof ATTRIBUTES)[number];

/**
 * The values of an attribute (cột). Values are numbered; those of task `i` are
 * `codes[offsets[i]]` to `codes[offsets[i + 1] - 1]`, each once.
 */
export interface Column {
  /** By number, in the spelling that most tasks have. */
  readonly values: readonly string[];
  readonly offsets: Int32Array;
  readonly codes: Int32Array;
}

/**
 * All tasks that an audience may see, as far as narrowing and counting go (sổ nhiệm vụ). The tasks of a document follow
 * each other. The engine hands over tasks at some 60 µs each, so a board that counted over its answers would take
 * seconds; from here it is counted in milliseconds. What fits the words of a search, only the engine knows.
 */
export interface TaskLedger {
  readonly ids: readonly string[];
  readonly columns: Readonly<Record<LedgerAttribute, Column>>;
}

/** Which tasks of a ledger are meant: 1 for each that is. */
export type Selection = Uint8Array;

/** Numbers the values of one attribute. Values that differ in case only are one, as they are for the engine's filters. */
class ColumnBuilder {
  readonly #numbers = new Map<string, number>();
  readonly #byKey = new Map<string, number>();
  readonly #spellings: Map<string, number>[] = [];
  readonly #offsets: number[] = [0];
  readonly #codes: number[] = [];

  add(values: readonly string[]): void {
    const first = this.#codes.length;
    for (const value of values) {
      const code = this.#numberOf(value);
      const spellings = this.#spellings[code] as Map<string, number>;
      spellings.set(value, (spellings.get(value) ?? 0) + 1);
      if (this.#codes.indexOf(code, first) < 0) this.#codes.push(code);
    }
    this.#offsets.push(this.#codes.length);
  }

  #numberOf(value: string): number {
    let code = this.#numbers.get(value);
    if (code !== undefined) return code;
    const key = facetKey(value);
    code = this.#byKey.get(key) ?? this.#spellings.push(new Map()) - 1;
    this.#byKey.set(key, code);
    this.#numbers.set(value, code);
    return code;
  }

  build(): Column {
    const commonest = (spellings: Map<string, number>) =>
      [...spellings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
    return {
      values: this.#spellings.map(commonest),
      offsets: Int32Array.from(this.#offsets),
      codes: Int32Array.from(this.#codes),
    };
  }
}

const valuesOf = (value: string | readonly string[] | null): readonly string[] =>
  value === null ? [] : typeof value === 'string' ? [value] : value;

/** A ledger of tasks, in whatever order they come. */
export function ledgerOf(tasks: Iterable<LedgerTask>): TaskLedger {
  const byDocument = new Map<string, LedgerTask[]>();
  for (const task of tasks) {
    const others = byDocument.get(task.documentId);
    if (others) others.push(task);
    else byDocument.set(task.documentId, [task]);
  }
  const ids: string[] = [];
  const builders = ATTRIBUTES.map((name) => [name, new ColumnBuilder()] as const);
  for (const own of byDocument.values()) {
    for (const task of own) {
      ids.push(task.id);
      for (const [name, builder] of builders) builder.add(valuesOf(task[name]));
    }
  }
  return {
    ids,
    columns: Object.fromEntries(builders.map(([name, builder]) => [name, builder.build()])) as Record<
      LedgerAttribute,
      Column
    >,
  };
}

/** Which values of a column a condition is about; dates are compared as texts, as the engine does it. */
function meant(values: readonly string[], condition: Condition): Uint8Array {
  if ('notBefore' in condition) return Uint8Array.from(values, (value) => +(value >= condition.notBefore));
  if ('notAfter' in condition) return Uint8Array.from(values, (value) => +(value <= condition.notAfter));
  const keys = new Set(('oneOf' in condition ? condition.oneOf : condition.noneOf).map(facetKey));
  return Uint8Array.from(values, (value) => +keys.has(facetKey(value)));
}

/** The tasks that fulfil all of the conditions. @param among of these only; of all when it is left out */
export function select(
  { ids, columns }: TaskLedger,
  conditions: readonly Condition[],
  among?: Selection,
): Selection {
  const selected = among ? among.slice() : new Uint8Array(ids.length).fill(1);
  for (const condition of conditions) {
    const { values, offsets, codes } = columns[condition.attribute as LedgerAttribute];
    const wanted = meant(values, condition);
    const whereMet = 'noneOf' in condition ? 0 : 1;
    for (let task = 0; task < ids.length; task++) {
      if (!selected[task]) continue;
      let met = 0;
      for (let at = offsets[task] as number; at < (offsets[task + 1] as number); at++)
        if (wanted[codes[at] as number]) {
          met = 1;
          break;
        }
      if (met !== whereMet) selected[task] = 0;
    }
  }
  return selected;
}

/** The tasks with these ids. */
export function selectIds({ ids }: TaskLedger, wanted: ReadonlySet<string>): Selection {
  return Uint8Array.from(ids, (id) => +wanted.has(id));
}

/** How many tasks are meant. */
export function sizeOf(selection: Selection): number {
  let size = 0;
  for (const one of selection) size += one;
  return size;
}

/**
 * A column of one's own: a value for each list of conditions that tasks fulfil, such as being overdue. A task may have
 * several of the values, or none of them.
 */
export function columnOf(
  ledger: TaskLedger,
  values: readonly { readonly value: string; readonly conditions: readonly Condition[] }[],
): Column {
  const selections = values.map(({ conditions }) => select(ledger, conditions));
  const offsets = new Int32Array(ledger.ids.length + 1);
  const codes: number[] = [];
  for (let task = 0; task < ledger.ids.length; task++) {
    selections.forEach((selection, code) => {
      if (selection[task]) codes.push(code);
    });
    offsets[task + 1] = codes.length;
  }
  return { values: values.map(({ value }) => value), offsets, codes: Int32Array.from(codes) };
}

/** How many of the selected tasks have each value of a column. */
export function countValues({ values, offsets, codes }: Column, selected: Selection): Record<string, number> {
  const counts = new Int32Array(values.length);
  for (let task = 0; task < selected.length; task++) {
    if (!selected[task]) continue;
    for (let at = offsets[task] as number; at < (offsets[task + 1] as number); at++)
      (counts[codes[at] as number] as number)++;
  }
  return Object.fromEntries(
    [...values.entries()].flatMap(([i, value]) => (counts[i] ? [[value, counts[i]]] : [])),
  );
}

/** Attributes of which a task may have several values. */
const SEVERAL: readonly LedgerAttribute[] = [
  'year',
  'theme',
  'lead',
  'coordinator',
  'leadNow',
  'coordinatorNow',
  'timing',
];

/** The selected tasks as they were put in; names in the spelling that most tasks have. */
export function tasksOf({ ids, columns }: TaskLedger, selected: Selection): LedgerTask[] {
  return ids.flatMap((id, task) => {
    if (!selected[task]) return [];
    const values = ATTRIBUTES.map((name) => {
      const { values: all, offsets, codes } = columns[name];
      const own = Array.from(codes.subarray(offsets[task], offsets[task + 1]), (code) => all[code] as string);
      return [name, SEVERAL.includes(name) ? own : (own[0] ?? null)] as const;
    });
    return [{ id, ...Object.fromEntries(values) } as unknown as LedgerTask];
  });
}
