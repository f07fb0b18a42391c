import { NONE } from '../engine/names.ts';
import type { CountedTask, Role } from './dimension.ts';

/** What is counted: tasks, tasks times the agencies they are given to, or the documents that the tasks stand in. */
export const COUNTS = ['tasks', 'assignments', 'documents'] as const;
export type Count = (typeof COUNTS)[number];

/** Adds up one kind of count. Tasks and documents are counted once, however often they are added. */
export class Tally {
  readonly #count: Count;
  readonly #role: Role;
  readonly #documents = new Set<string>();
  #total = 0;

  constructor(count: Count, role: Role) {
    this.#count = count;
    this.#role = role;
  }

  /**
   * @param department the agency whose assignments are counted; all of the task's when it is left out. Assigning to
   *   nobody is no assignment.
   */
  add(task: CountedTask, department?: string): void {
    if (this.#count === 'documents') this.#documents.add(task.documentId);
    else if (this.#count === 'tasks') this.#total++;
    else if (department !== undefined) this.#total += department === NONE ? 0 : 1;
    else this.#total += task[this.#role].filter((name) => name !== NONE).length;
  }

  get total(): number {
    return this.#count === 'documents' ? this.#documents.size : this.#total;
  }
}
