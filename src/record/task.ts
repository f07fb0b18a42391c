import { z } from 'zod';
import { partialDate, span } from './span.ts';

/** When a task (nhiệm vụ) is to be done (thời gian thực hiện). */
export const schedule = z.object({
  /** The words of the document, without brackets and full stop. */
  text: z.string().nullable(),
  recurrence: z.enum(['once', 'ongoing', 'annual', 'unspecified']),
  from: partialDate.nullable(),
  to: partialDate.nullable(),
  years: z.array(z.number().int()),
  /** `sau khi có văn bản chỉ đạo của Trung ương`: what must have happened before. */
  condition: z.string().nullable(),
});
export type Schedule = z.infer<typeof schedule>;

/** The time of what has none stated. */
export const NO_SCHEDULE: Schedule = {
  text: null,
  recurrence: 'unspecified',
  from: null,
  to: null,
  years: [],
  condition: null,
};

/** A piece of work that the document assigns (nhiệm vụ); the rules are those of the annotation guidelines. */
export const task = z.object({
  id: z.string(),
  blockId: z.string(),
  path: z.array(z.string()),
  text: z.string(),
  span,
  status: z.enum(['planned', 'done']),
  /** The unit that a heading assigns the tasks below it to. */
  assignedUnit: z.string().nullable(),
  /** Lead agencies (cơ quan chủ trì), as written. */
  leads: z.array(z.string()),
  /** Coordinating agencies (cơ quan phối hợp), as written. */
  coordinators: z.array(z.string()),
  schedule,
  /** Theme ids (chủ đề), the main one first. */
  themes: z.array(z.string()),
  /** Where each of these is written; the words that spoke for a theme, by its id. */
  evidence: z.object({
    leads: z.array(span).optional(),
    schedule: z.array(span).optional(),
    themes: z.record(z.string(), z.array(span)).optional(),
  }),
});
export type Task = z.infer<typeof task>;
