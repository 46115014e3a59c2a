/**
 * Loaded before the core's script in what stands in for a utility process: Electron's port over Node's channel.
 * As a utility process does, it ends with the app, however that ends.
 */
Object.assign(process, {
  parentPort: {
    postMessage: (message: unknown) => process.send?.(message),
    on: (_event: 'message', listener: (event: { data: unknown }) => void) => process.on('message', (data) => listener({ data })),
  },
});

process.on('disconnect', () => process.exit(0));
