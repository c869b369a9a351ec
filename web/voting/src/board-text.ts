/** The catalogue of the pages outside the vote, in the page's language. */
import { enBoard } from './text/en-board.ts';

export const boardText = enBoard;
