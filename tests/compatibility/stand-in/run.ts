/**
 * Runs the built desktop shell (the first word) with the stand-in for `electron`, for imports and requires alike.
 * As Electron does, the app becomes ready only once its entry is evaluated.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)),
});
await import(pathToFileURL(process.argv[2] ?? '').href);
const { app } = await import('./electron.ts');
app.becomeReady();
