/** Electron's entry. */
import { startElectron } from './shell/electron/start.ts';

startElectron();
