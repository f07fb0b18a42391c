/** Quotation marks (dấu ngoặc kép) of any kind, as people type and paste them; for use in a class of a pattern. */
export const DOUBLE_QUOTES = '"“”„‟″«»‹›＂〝〞';
/** Single ones; each may be an apostrophe as well, so that they are quotes at the edges of something only. */
export const SINGLE_QUOTES = "'‘’‚‛′`´＇";
