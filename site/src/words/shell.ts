// The words of the frame: colours, a newer deployment.

export const SHELL = {
  theme: { name: 'Colours', auto: 'Auto', light: 'Light', dark: 'Dark' },
  newer: { text: 'A newer version of this site is out.', reload: 'Reload', later: 'Later' },
} as const;
