// Said while a visitor's shares in a film's score are worked out, and where they cannot be.

export const loading = 'Loading the model …';
export const failed = (why: string): string => `This cannot be worked out right now. ${why}`;
