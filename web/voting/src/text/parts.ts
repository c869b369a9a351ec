/** The words of the pieces that every page is made of, in the page's language. */
const welsh = typeof document === 'object' && document.documentElement.lang === 'cy';

export const words = welsh
  ? { problem: 'Mae problem', error: 'Gwall' }
  : { problem: 'There is a problem', error: 'Error' };
