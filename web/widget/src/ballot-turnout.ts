/** What a page loads: the turnout comes from the origin that the script comes from. */
import { defineTurnout } from './element.ts';

defineTurnout(new URL((document.currentScript as HTMLScriptElement).src).origin);
