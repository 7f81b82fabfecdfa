/** The element's name on the page. */
export const SCROLL_BOX = "scroll-box";
/** What it dispatches, in the frame after it was put into the page or moved to another place there. */
export const PLACED = "placed";

/** An element that says when it was put somewhere else: the browser then forgets how far it was scrolled, and says nothing. */
class ScrollBox extends HTMLElement {
  connectedCallback(): void {
    requestAnimationFrame(() => this.dispatchEvent(new Event(PLACED)));
  }
}

customElements.define(SCROLL_BOX, ScrollBox);
