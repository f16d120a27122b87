// Every number that shapes the simulated audience, in one place. They are not measured from people: they were chosen
// so that a healthy personal model earns a click-through of about 0.34 and a list of popular films clearly less.
// docs/simulated-audience.md tells how, and shows the weeks that came out. Changing one changes every simulated row.

/** Logits where no unit is named. */
export const WEIGHTS = {
  // Who there is.
  /** Share of `people` who are there in the first week; the rest arrive steadily over `weeks`. */
  presentShare: 0.45,
  /** Share of people whom the taste shift changes. */
  shiftingShare: 0.6,
  /** Sessions a week: log-normal with this median and sigma, up to the ceiling. */
  sessionsMedian: 0.34,
  sessionsSigma: 0.95,
  sessionsCeiling: 3,
  /** Share of people who answer with thumbs rather than stars. */
  thumbsShare: 0.07,
  /** Standard deviation of how generous people are, in stars. */
  generositySigma: 0.3,

  // What suits people: the spread of liking that each side of a film brings.
  genreTaste: 0.6,
  eraTaste: 0.5,
  styleTaste: 1.65,
  /** Dimensions of the hidden style space. */
  styles: 5,

  // What is in fashion. It draws people to films; it hardly makes them like them.
  /** Pull of the revival films before the shift, and how much people differ in it. */
  revivalBefore: -2,
  revivalSigma: 0.6,
  /** After the shift, for those it changes: pull of the revival films, and of all others. */
  revivalAfter: 5.5,
  usualAfter: -1,
  /** The share of the pull that is left once a film was watched. */
  fashionContent: 0.15,

  // What else the shift does to those it changes.
  /** The share they keep of what they liked of a genre, and of what they disliked. */
  likedAfter: 0.5,
  dislikedAfter: 1,
  /** The angle by which their hidden style turns, in radians, in each of its planes. */
  styleTurn: 0.5,

  // Films.
  newFilmShare: 0.12,
  /** Appeal is exponential with this scale, around 0: a few films everybody has heard of. */
  appealScale: 0.8,
  qualityNoise: 0.4,
  /** The share of a film's style that its genres decide. */
  styleFromGenres: 0.45,

  // In front of a list.
  clickOffset: -3.25,
  clickTaste: 0.9,
  /** For a film the person has told us about already. */
  clickSeen: -2.5,
  /** Chance that a film that says nothing at all to a person is waved away for good. */
  notInterested: 0.05,
  /** Seconds: around the list, for each film looked at, and for a click on a perfect film. */
  settleSeconds: 300,
  lookSeconds: 12,
  watchSeconds: 160,

  // After a click.
  watchOffset: 0.5,
  /** Share of the films watched from a list that are rated on the spot. Small on purpose: see the page above. */
  rateShare: 0.02,
  /** Chance that a perfect film is paid for. */
  buyCeiling: 0.16,

  // Away from the lists: films people come upon by themselves, by search or by friends, and tell us about.
  /** A session; the more after a list that earned less than two clicks; on joining. */
  finds: 1.6,
  findsWhenDisappointed: 0.5,
  findsOnJoining: 3.5,
  findTaste: 0.9,
  findAppeal: 0.8,
  /** New films are talked about for this many days. */
  noveltyDays: 21,
  noveltyPull: 1,

  // Stars.
  ratingMean: 2.6,
  ratingSlope: 0.6,
  ratingNoise: 0.3,
};
