/** The language of the page, chosen by the person and kept on this device. */
import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react';
import { cy } from './cy.ts';
import { en, type Texts } from './en.ts';

/** Every language that the app speaks, the first by default. */
export const languages: readonly Texts[] = [en, cy];

const KEPT = 'tellers-language';

interface Chosen {
  readonly texts: Texts;
  choose(language: string): void;
}

const context = createContext<Chosen>({ texts: en, choose: () => {} });

/** Texts in the chosen language for everything within. */
export function TextsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(preferred);
  const texts = languages.find((one) => one.language === language) ?? en;
  useLayoutEffect(() => {
    document.documentElement.lang = texts.language;
  }, [texts]);
  const choose = (next: string) => {
    localStorage.setItem(KEPT, next);
    setLanguage(next);
  };
  return <context.Provider value={{ texts, choose }}>{children}</context.Provider>;
}

/** The texts in the chosen language. */
export function useTexts(): Texts {
  return useContext(context).texts;
}

/** Changes the language. */
export function useLanguage(): Chosen {
  return useContext(context);
}

/**
 * The texts of pages that are loaded when they are opened, beside those pages.
 *
 * @param both the English texts, and the Welsh ones in the same shape
 * @returns what gives a page those in the chosen language
 */
export function localTexts<T>(both: { readonly en: T; readonly cy: T }): () => T {
  return () => (useTexts().language === 'cy' ? both.cy : both.en);
}

function preferred(): string {
  return localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2);
}
