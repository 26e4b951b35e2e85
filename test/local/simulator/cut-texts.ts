import type { Page } from "playwright-core";

/**
 * Texts of which the page shows a part and hides the rest beyond reach, at its side or below what cannot be scrolled; and
 * those that stand out of their button and into the next.
 */
export function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isSeen = (text: Node): boolean =>
      text.textContent?.trim() !== "" &&
      text.parentElement?.checkVisibility() === true &&
      text.parentElement.closest(".unseen, .skip, style") === null;

    const boxOf = (text: Node): DOMRect => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return range.getBoundingClientRect();
    };

    const isWider = (text: DOMRect, box: DOMRect): boolean => text.left < box.left - 1 || text.right > box.right + 1;
    const isHigher = (text: DOMRect, box: DOMRect): boolean => text.top < box.top - 1 || text.bottom > box.bottom + 1;
    const scrolls = (box: Element): boolean => /auto|scroll/.test(getComputedStyle(box).overflowY);

    function parentsOf(text: Node): readonly Element[] {
      const parents: Element[] = [];
      for (let box = text.parentElement; box !== null; box = box.parentElement) {
        parents.push(box);
      }
      return parents;
    }

    /** What hides a part of the text. */
    function cutterOf(text: Node): string | undefined {
      const shown = boxOf(text);
      const parents = parentsOf(text);
      const control = parents.find((box) => box.matches("a, button, label, summary"));
      if (
        control &&
        getComputedStyle(control).display !== "inline" &&
        isWider(shown, control.getBoundingClientRect())
      ) {
        return "what can be pressed";
      }
      const screen = new DOMRect(0, 0, innerWidth, innerHeight);
      const clips = parents.filter((box) => getComputedStyle(box).overflowX !== "visible");
      const side = clips.find((box) => isWider(shown, box.getBoundingClientRect()));
      if (side !== undefined || isWider(shown, screen)) {
        return `the side of ${side?.className ?? "the screen"}`;
      }
      const reach = clips.findIndex(scrolls);
      const fixed = clips.slice(0, reach === -1 ? undefined : reach);
      return fixed.find((box) => isHigher(shown, box.getBoundingClientRect()))?.className;
    }

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const cut: string[] = [];
    while (texts.nextNode() !== null) {
      const { currentNode } = texts;
      const cutter = isSeen(currentNode) ? cutterOf(currentNode) : undefined;
      if (cutter !== undefined) {
        cut.push(`${currentNode.textContent?.trim()} (by ${cutter})`);
      }
    }
    return cut;
  });
}
