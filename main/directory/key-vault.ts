/**
 * Where secret keys rest: in a file (file-key-vault.ts), sealed where the shell can ask the system's key store.
 *
 * 1. `set` returns only when the secret would survive a power cut: a key is named in signed records afterwards.
 * 2. What a vault once held it keeps; keys of an attempt that was broken off do no harm.
 */
export interface KeyVault {
  /** Undefined where nothing is held under this name. @throws Error where the vault cannot be read. */
  get(name: string): string | undefined;
  /** @throws Error where it cannot be made durable. */
  set(name: string, secret: string): void;
}

/** For tests and the sample: forgets everything with the process. */
export function createMemoryKeyVault(): KeyVault {
  const secrets = new Map<string, string>();
  return {
    get: (name) => secrets.get(name),
    set(name, secret) {
      secrets.set(name, secret);
    },
  };
}
