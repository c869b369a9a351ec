/** The catalogue of the pages outside the vote, in the page's language. */
import { cyBoard } from './text/cy-board.ts';
import { type BoardText, enBoard } from './text/en-board.ts';
import { isWelsh } from './text.ts';

export let boardText: BoardText = inPageLanguage();

/** Takes the catalogue of the language that the page has now. */
export function changeBoardText(): void {
  boardText = inPageLanguage();
}

function inPageLanguage(): BoardText {
  return isWelsh() ? cyBoard : enBoard;
}
