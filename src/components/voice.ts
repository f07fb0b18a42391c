/** What only a screen reader hears of a change in the page (thông báo cho trình đọc màn hình). */
const voice = document.createElement('p');
voice.className = 'voice';
voice.setAttribute('role', 'status');
document.body.append(voice);

export function say(text: string): void {
  voice.textContent = text;
}
