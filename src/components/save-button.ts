/** The button that keeps a search or a document on the device. Without it, and without room for it, there is none. */
import { LIVE } from '../labels/live.ts';
import { findNow, remove, save, savedEntries } from './saved.ts';

export function offerToSave(part: ParentNode): void {
  for (const button of part.querySelectorAll<HTMLButtonElement>('[data-save]')) {
    const { save: kind, name = '', address = '' } = button.dataset;
    const isSaved = () => savedEntries().some((one) => one.address === address);
    const tell = () => {
      button.textContent = isSaved() ? LIVE.savedAlready : LIVE.save;
    };
    tell();
    button.addEventListener('click', async () => {
      try {
        if (isSaved()) remove(address);
        else {
          const { ids, total } = kind === 'search' ? await findNow(address) : { ids: [], total: 0 };
          save({
            kind: kind === 'search' ? 'search' : 'document',
            name,
            address,
            savedAt: new Date().toISOString(),
            seen: [...ids],
            total,
          });
        }
        tell();
      } catch {
        button.textContent = LIVE.notSaved;
      }
    });
  }
}
