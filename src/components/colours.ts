/** The switch between light and dark (sáng, tối). Its choice is kept on the device; a third press follows the system again. */
import { LIVE } from '../labels/live.ts';
import { COLOUR_KEY } from '../web/colour-script.ts';

const CHOICES = ['system', 'light', 'dark'] as const;
type Colours = (typeof CHOICES)[number];

const root = document.documentElement;
const current = (): Colours => CHOICES.find((name) => name === root.dataset.colours) ?? 'system';

function choose(colours: Colours): void {
  if (colours === 'system') delete root.dataset.colours;
  else root.dataset.colours = colours;
  try {
    if (colours === 'system') localStorage.removeItem(COLOUR_KEY);
    else localStorage.setItem(COLOUR_KEY, colours);
  } catch {
    // a browser that keeps nothing: the choice holds for this page
  }
}

const SIGNS: Readonly<Record<Colours, string>> = { system: '◐', light: '☀', dark: '☾' };

function sign(): HTMLElement {
  const made = document.createElement('span');
  made.ariaHidden = 'true';
  made.textContent = SIGNS[current()];
  return made;
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-colour-switch]')) {
  const tell = () => {
    button.replaceChildren(sign());
    button.title = LIVE.colours[current()];
    button.setAttribute('aria-label', LIVE.colours[current()]);
  };
  tell();
  button.addEventListener('click', () => {
    choose(CHOICES[(CHOICES.indexOf(current()) + 1) % CHOICES.length] as Colours);
    tell();
  });
}
