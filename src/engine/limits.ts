/**
 * Words beyond this position of a field are not indexed, silently (engine-facts.md section 9); our forms have no
 * hard separators, so each syllable takes one position. The limit is 65,535; a field holds fewer.
 */
export const MAX_SYLLABLES_OF_FIELD = 60_000;
