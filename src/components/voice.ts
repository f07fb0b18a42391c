let voice: HTMLElement | undefined;

/** Tells those who hear the page of a change in it (thông báo cho trình đọc màn hình). */
export function say(text: string): void {
  if (!voice) {
    voice = document.createElement('p');
    voice.className = 'voice';
    voice.setAttribute('role', 'status');
    document.body.append(voice);
  }
  // a region that is new is heard of when something changes in it
  requestAnimationFrame(() => {
    if (voice) voice.textContent = text;
  });
}
