import type { Page } from 'playwright-core';

/** Waits until nothing on a page fades or slides any more; what turns for ever is left alone. */
export function settle(page: Page): Promise<void>;
