/** The words of the pieces that every page is made of, in the language that the page has at the moment. */
const inPageLanguage = (english: string, welsh: string) =>
  typeof document === 'object' && document.documentElement.lang === 'cy' ? welsh : english;

export const words = {
  get problem() {
    return inPageLanguage('There is a problem', 'Mae problem');
  },
  get error() {
    return inPageLanguage('Error', 'Gwall');
  },
};
