/** The interface's typefaces as style rules for another document: the same Chinese on paper as on screen. */
export function fontFaces(from: Document): string {
  return [...from.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => absolute(rule.cssText, sheet.href ?? from.baseURI)))
    .join('\n');
}

/** Addresses in a rule are relative to its style sheet. */
function absolute(rule: string, base: string): string {
  return rule.replaceAll(/url\("([^"]+)"\)/g, (_all, address: string) => `url("${new URL(address, base).href}")`);
}
