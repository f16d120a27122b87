// The words of the frame: colours, a newer deployment, no network.

export const SHELL = {
  theme: { name: 'Colours', auto: 'Auto', light: 'Light', dark: 'Dark' },
  newer: { text: 'A newer version of this site is out.', reload: 'Reload', later: 'Later' },
  offline: {
    title: 'You are offline',
    text: 'This page was not kept in your browser. It comes back with the network; these are here all the same.',
    /** By why it is shown; the moment follows. */
    kept: {
      offline: 'You are offline. This page is from',
      slow: 'The network does not answer. This page is from',
    },
    earlier: 'an earlier visit',
  },
} as const;
