/** Where stock stands while an office has not divided its store. */
export const DEFAULT_LOCATION = 'main';
