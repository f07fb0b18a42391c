/** The columns that an export of mentions can have, in their order. */
export const MENTION_COLUMNS = [
  'before',
  'match',
  'after',
  'tier',
  'where',
  'number',
  'type',
  'title',
  'issuer',
  'issuedOn',
  'year',
  'place',
  'documentId',
  'start',
  'end',
  'url',
] as const;
export type MentionColumn = (typeof MENTION_COLUMNS)[number];
