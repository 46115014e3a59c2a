/** The keys of what is on screen. The innermost screen that names a key gets it; `?` lists them all. */
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { isKey, isTextKey } from './keymap.ts';

export interface KeyBinding {
  readonly keys: string;
  /** What it does, for the sheet. */
  readonly label: string;
  readonly run: () => void;
}

export interface KeyScope {
  readonly place: 'page' | 'everywhere';
  readonly bindings: readonly KeyBinding[];
}

interface Keyboard {
  readonly add: (scope: () => KeyScope) => () => void;
  /** The scopes at this moment, innermost first. */
  readonly scopes: () => readonly KeyScope[];
}

const KeyboardContext = createContext<Keyboard | undefined>(undefined);

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Escape in a field whose list is open closes the list, and is for nobody else; by the time others hear of it the list is closed. */
function closesList({ key, target }: KeyboardEvent): boolean {
  return key === 'Escape' && target instanceof Element && target.matches('[role="combobox"][aria-expanded="true"]');
}

function onKeyDownFirst(event: KeyboardEvent): void {
  if (closesList(event)) event.preventDefault();
}

export function KeyboardProvider({ children }: { readonly children: ReactNode }) {
  const [scopes] = useState(() => new Set<() => KeyScope>());
  const keyboard = useMemo<Keyboard>(
    () => ({
      add(scope) {
        scopes.add(scope);
        return () => scopes.delete(scope);
      },
      scopes: () => [...scopes].toReversed().map((scope) => scope()),
    }),
    [scopes],
  );
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      const writing = isWriting(event.target);
      for (const { bindings } of keyboard.scopes()) {
        const binding = bindings.find(({ keys }) => isKey(event, keys) && !(writing && isTextKey(keys)));
        if (binding === undefined) continue;
        event.preventDefault();
        binding.run();
        return;
      }
    }
    window.addEventListener('keydown', onKeyDownFirst, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDownFirst, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [keyboard]);
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}

export function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (keyboard === undefined) throw new Error('no keyboard around this screen');
  return keyboard;
}

/** Puts keys in force while the calling screen is shown. */
export function useKeys(bindings: readonly KeyBinding[], place: KeyScope['place'] = 'page'): void {
  const keyboard = useKeyboard();
  const latest = useRef<KeyScope>({ place, bindings });
  useEffect(() => {
    latest.current = { place, bindings };
  });
  useEffect(() => keyboard.add(() => latest.current), [keyboard]);
}
