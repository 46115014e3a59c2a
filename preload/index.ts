/** The bridge: the office's contract as `window.office`, and saving paper as `window.paper`; nothing else. Validation is in main. */
import { contextBridge, ipcRenderer } from 'electron';
import type { CoreMessage } from '#model/contract/port.ts';
import { createPortClient } from '#model/contract/port-client.ts';
import type { PaperOutcome } from '#model/maintenance/paper-file.ts';
import type { PaperShell } from './client.ts';

const CHANNEL = 'core';

const end = createPortClient({
  encode: (bytes) => btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('')),
  decode: (text) => Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0),
});

ipcRenderer.on(CHANNEL, (_event, message: CoreMessage | { type: 'opened' } | { type: 'closed' }) => {
  switch (message.type) {
    case 'opened':
      return end.opened((request) => ipcRenderer.send(CHANNEL, request));
    case 'closed':
      return end.closed();
    default:
      return end.received(message);
  }
});

const paper: PaperShell = { savePdf: async (file) => (await ipcRenderer.invoke('paper', file)) as PaperOutcome };

contextBridge.exposeInMainWorld('office', end.client);
contextBridge.exposeInMainWorld('paper', paper);
ipcRenderer.send(CHANNEL, { type: 'attach' });
