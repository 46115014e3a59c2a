/** The colour of a closing's state. */
export const STATE_TONES = { checking: 'plain', waiting: 'warn', verified: 'good', differs: 'stop' } as const;
