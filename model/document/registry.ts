/** Finds the kind of a document by its name. Unknown names have no kind: they are refused, never stored. */
import type { DocumentName } from '../identity/ids.ts';
import type { DocumentKind } from './kind.ts';

export interface KindRegistry {
  readonly kinds: readonly DocumentKind[];
  /** The kind whose pattern matches the whole name, or undefined. */
  kindOf(name: string): DocumentKind | undefined;
}

export function createKindRegistry(kinds: readonly DocumentKind[]): KindRegistry {
  return {
    kinds,
    kindOf: (name) => (name.length <= MAX_NAME_LENGTH ? kinds.find((kind) => kind.pattern.test(name)) : undefined),
  };
}

const MAX_NAME_LENGTH = 200;

/** Reads a document name from outside; undefined where no kind matches. */
export function readDocumentName(registry: KindRegistry, name: string): DocumentName | undefined {
  return registry.kindOf(name) === undefined ? undefined : (name as DocumentName);
}
