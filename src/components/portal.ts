/**
 * The script of the pages: one file, asked for once, that each page takes what it needs of. Without it every page says
 * and does all that it is for.
 */
import './colours.ts';
import './shortcuts.ts';
import './suggestions.ts';
import './live-results.ts';
import './row-panel.ts';
import './reading.ts';
import './count-on.ts';
import './saved-list.ts';
import { enhance } from './enhance.ts';

enhance(document);
document.documentElement.dataset.ready = '';
