/** Imported before a program that a test or the demo starts: it stops when its parent is gone, however that ended. */
process.once('disconnect', () => {
  // Gracefully once the program listens for the signal; before that it holds nothing.
  if (!process.emit('SIGTERM')) process.exit(0);
});
// The channel alone does not keep the program running.
process.channel?.unref();
