/** Where a device keeps the choice between light and dark (sáng, tối); nothing is kept for "as the system has it". */
export const COLOUR_KEY = 'vanthu-colours';

/**
 * Sets the chosen colours before anything is painted, so that a dark page does not flash up light. It stands in the head
 * of every page as it is; the content security policy allows it by its hash.
 */
export const COLOUR_SCRIPT = `try{const c=localStorage.getItem('${COLOUR_KEY}');if(c==='light'||c==='dark')document.documentElement.dataset.colours=c}catch{}`;
