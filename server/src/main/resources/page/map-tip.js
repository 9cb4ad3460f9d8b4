import { sign } from './map-signs.js';
import { sectionName } from './map-words.js';

/** The small card beside the pointer or the keyboard's cursor that tells what is there. */
export class Tip {
  constructor(card) {
    this.card = card;
  }

  hide() {
    this.card.style.opacity = 0;
  }

  /**
   * Shows what an object is, above or below a point.
   *
   * @param told what describe of map-words.js says
   */
  show(told, x, y, reach, room) {
    const title = document.createElement('b');
    title.textContent = told.section ? `${sectionName(told.section)} · ${told.name}` : told.name;
    const dot = document.createElement('i');
    dot.style.background = told.color;
    const line = document.createElement('span');
    line.append(
      dot,
      [
        told.category,
        told.price,
        told.people > 1 ? `${told.people} people` : '',
        told.accessible ? 'wheelchair place' : '',
      ].filter(Boolean).join(' · '),
    );
    const status = document.createElement('span');
    status.append(sign(told.sign, told.color), told.status);
    this.card.replaceChildren(title, line, status);
    const { offsetWidth: width, offsetHeight: height } = this.card;
    const left = Math.min(room.width - width - 8, Math.max(8, x - width / 2));
    const above = y - height - reach;
    this.card.style.transform = `translate(${left}px, ${above < 8 ? y + reach : above}px)`;
    this.card.style.opacity = 1;
  }
}
