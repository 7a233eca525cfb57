import { useEffect, useState } from 'react';

/** As app/globals.css has it, and as mails call it. */
const [pageFamily, mailFamily] = ['Pretendard Variable', 'Pretendard'];

/** The page's own font as rules for a frame that shows a mail, under the name that mails know it by; null until the page has its styles. */
export function useMailFont(): string | null {
  const [rules, setRules] = useState<string | null>(null);
  useEffect(() => setRules([...document.styleSheets].flatMap(fontFacesOf).join('')), []);
  return rules;
}

/** With whole addresses: those in a sheet start from the sheet, and the frame has none. */
function fontFacesOf({ cssRules, href }: CSSStyleSheet): string[] {
  return [...cssRules]
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => style.getPropertyValue('font-family').includes(pageFamily))
    .map(({ cssText }) =>
      cssText
        .replace(pageFamily, mailFamily)
        .replace(/url\("([^"]+)"\)/g, (_, url) => `url("${new URL(url, href ?? document.baseURI)}")`),
    );
}
