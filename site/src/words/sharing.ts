// Cards to share a page by: what stands in each picture.

export const cards = {
  site: 'Showrunner: films picked by a machine that shows its work',
  films: 'Showrunner: every film, what it is like, and why',
  people: 'Showrunner: what they watched, what comes next, and why',
  machine: 'Showrunner: every run, rule and decision in the open',
} as const;
