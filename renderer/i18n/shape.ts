/** The shape that the other language's texts must have: the same keys, each a text. */
export type SameKeys<Texts> = { readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]> };
