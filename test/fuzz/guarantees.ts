import type { DocumentRecord } from '../../src/record/record.ts';
import { documentRecord } from '../../src/record/record.ts';
import type { Span } from '../../src/record/span.ts';

/** What holds for the record of any bytes, as sentences about what is broken; none for a sound record. */
export function brokenGuarantees(record: DocumentRecord): string[] {
  const broken: string[] = [];
  const { text } = record;
  const valid = documentRecord.safeParse(record);
  if (!valid.success)
    broken.push(`the schema: ${valid.error.issues[0]?.path.join('.')} ${valid.error.issues[0]?.message}`);

  let at = 0;
  for (const { id, span } of record.blocks) {
    if (span[0] !== at || span[1] < span[0]) broken.push(`block ${id} begins at ${span[0]}, not at ${at}`);
    if (text.slice(...span).includes('\n')) broken.push(`block ${id} holds a line feed`);
    if (text.slice(...span) === '') broken.push(`block ${id} is empty`);
    at = span[1] + 1;
  }
  if (record.blocks.length > 0 && at - 1 !== text.length)
    broken.push(`blocks end at ${at - 1} of ${text.length}`);
  if (record.blocks.length === 0 && text !== '') broken.push('a text without blocks');
  if (new Set(record.blocks.map(({ id }) => id)).size !== record.blocks.length)
    broken.push('two blocks of one id');
  if (new Set(record.tasks.map(({ id }) => id)).size !== record.tasks.length)
    broken.push('two tasks of one id');

  const inside = (what: string, span: Span | undefined) => {
    if (!span) return;
    const [from, to] = span;
    if (from < 0 || to < from || to > text.length)
      broken.push(`${what}: span ${from}–${to} of ${text.length}`);
  };
  for (const [field, { span }] of Object.entries(record.provenance)) inside(`provenance.${field}`, span);
  for (const task of record.tasks) {
    inside('task', task.span);
    if (text.slice(...task.span) !== task.text) broken.push(`task ${task.id} is not the text at its span`);
    for (const span of task.evidence.leads ?? []) inside('lead', span);
    for (const [index, span] of (task.evidence.leads ?? []).entries())
      if (text.slice(...span) !== task.leads[index])
        broken.push(`lead ${task.leads[index]} is not the text at its span`);
    for (const span of task.evidence.schedule ?? []) inside('schedule', span);
    for (const spans of Object.values(task.evidence.themes ?? {}))
      for (const span of spans) inside('theme', span);
  }
  for (const entry of record.outline) inside('outline', entry.span);
  for (const citation of record.citations) {
    let end = 0;
    for (const span of citation.mentions) {
      inside('citation', span);
      if (span[0] < end) broken.push(`mentions of ${citation.text} overlap`);
      end = span[1];
    }
  }
  for (const indicator of record.indicators) {
    inside('indicator', indicator.span);
    if (text.slice(...indicator.span) !== indicator.text)
      broken.push(`indicator ${indicator.text} is not its span`);
  }
  for (const message of record.messages) inside(message.ruleId, message.span);
  return broken;
}
